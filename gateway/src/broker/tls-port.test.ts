import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tls from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hasOpenssl, makeCertificate } from "../trial/certificates.ts";
import { RawClient } from "../trial/raw-client.ts";
import { startTrial, type Trial } from "../trial/trial.ts";
import type { Limits } from "./limits.ts";

const readings = "plantroom/harbour-court/booster-p1/readings";

describe.skipIf(!hasOpenssl)("devices by TLS", () => {
  let folder: string;
  let trial: Trial;
  const sockets: Socket[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "plantroom-tls-"));
    makeCertificate(folder, "ca");
    makeCertificate(folder, "server");
    makeCertificate(folder, "renewed");
    makeCertificate(folder, "device", "ca");
    makeCertificate(folder, "stranger");
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await trial.stop();
  });

  const pem = (name: string) => readFileSync(join(folder, `${name}.pem`), "utf8");

  async function start({ clientCa, limits }: { clientCa?: string; limits?: Partial<Limits> } = {}): Promise<void> {
    for (const end of ["", "-key"]) cpSync(join(folder, `server${end}.pem`), join(folder, `live${end}.pem`));
    const files = { certificate: join(folder, "live.pem"), key: join(folder, "live-key.pem") };
    const secure = { host: "127.0.0.1", port: 0, lookMs: 10, ...files, ...(clientCa && { clientCa }) };
    trial = await startTrial({ listen: { host: "127.0.0.1", port: 0, tls: secure }, ...(limits && { limits }) });
  }

  const port = () => trial.gateway.tlsPort ?? 0;

  async function secured(options: tls.ConnectionOptions = {}): Promise<tls.TLSSocket> {
    const socket = tls.connect({ port: port(), host: "127.0.0.1", ca: pem("server"), ...options });
    sockets.push(socket);
    await once(socket, "secureConnect");
    return socket;
  }

  /** Bytes on the bare connection, below TLS. */
  async function bare(): Promise<{ socket: Socket; ended: Promise<unknown> }> {
    const socket = connect(port(), "127.0.0.1");
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.resume();
    const ended = once(socket, "close");
    await once(socket, "connect");
    return { socket, ended };
  }

  test("publish and are acknowledged, beside those without", async () => {
    await start();
    const client = RawClient.over(await secured());
    expect(await client.connect("pump")).toBe(0);
    expect(await client.published(readings, { values: { running: true } })).toBe(true);
    const plain = await RawClient.admitted(trial.port, "pump", { clientId: "plain" });
    expect(await plain.published(readings, { values: { running: false } })).toBe(true);
    expect((await trial.journalled()).filter(({ kind }) => kind === "samples")).toHaveLength(2);
  });

  test("are guarded byte by byte: a CONNECT of 256 MB ends at its header", async () => {
    await start();
    const socket = await secured();
    socket.on("error", () => undefined);
    socket.resume();
    const ended = once(socket, "close");
    socket.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
    await ended;
  });

  test("count as half open from their first byte on, and silence ends at the time-out", async () => {
    await start({ limits: { connectTimeout: 60 } });
    const silent = await bare();
    const afterHandshake = await secured();
    const ended = once(afterHandshake.resume(), "close");
    await Promise.all([silent.ended, ended]);
  });

  test("make room for each other while they shake hands", async () => {
    await start({ limits: { maxHalfOpen: 2 } });
    const first = await bare();
    await bare();
    await bare();
    await first.ended;
    const client = RawClient.over(await secured());
    expect(await client.connect("pump")).toBe(0);
  });

  test("share the cap on connections with those without", async () => {
    await start({ limits: { maxConnections: 2 } });
    await RawClient.admitted(trial.port, "pump");
    const second = RawClient.over(await secured());
    expect(await second.connect("other")).toBe(0);
    const third = await bare();
    await third.ended;
  });

  test("are refused below TLS 1.2, and with something else than TLS", async () => {
    await start();
    const old = secured({ minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" });
    await expect(old).rejects.toThrow(/protocol version|unsupported protocol|alert/i);
    const { socket, ended } = await bare();
    socket.write("GET / HTTP/1.1\r\n\r\n");
    await ended;
  });

  test("need a certificate of the given authority, once there is one, and their account besides", async () => {
    await start({ clientCa: join(folder, "ca.pem") });
    const own = (name: string) => ({ cert: pem(name), key: pem(`${name}-key`) });
    const client = RawClient.over(await secured(own("device")));
    expect(await client.connect("nobody")).toBe(4);
    const known = RawClient.over(await secured(own("device")));
    expect(await known.connect("pump")).toBe(0);
    for (const options of [{}, own("stranger")]) {
      // By TLS 1.3 the client is done before the server has looked at its certificate.
      const refused = await secured(options);
      refused.on("error", () => undefined);
      await new Promise((resolve) => refused.resume().once("close", resolve));
    }
  });

  test("see a renewed certificate without a restart, and those who are there stay", async () => {
    await start();
    const stays = RawClient.over(await secured());
    await stays.connect("pump");
    writeFileSync(join(folder, "live-key.pem"), "half a fil");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect((await secured()).getPeerCertificate().subject.CN).toBe("server"); // what does not fit is not taken
    for (const end of ["", "-key"]) cpSync(join(folder, `renewed${end}.pem`), join(folder, `live${end}.pem`));
    for (;;) {
      const socket = await secured({ rejectUnauthorized: false });
      if (socket.getPeerCertificate().subject.CN === "renewed") break;
    }
    expect(await stays.published(readings, { values: { running: true } })).toBe(true);
  });

  test.each([
    ["a certificate that is not there", { certificate: "none.pem" }, /PLANTROOM_TLS_CERT names .* \(ENOENT\)/],
    ["a key of another", { key: "renewed-key.pem" }, /cannot be used/],
  ])("do not come about with %s, in one sentence", async (_, wrong, sentence) => {
    await start();
    const files = { certificate: "server.pem", key: "server-key.pem", ...wrong };
    const tlsOptions = {
      ...{ host: "127.0.0.1", port: 0 },
      ...{ certificate: join(folder, files.certificate), key: join(folder, files.key) },
    };
    await expect(startTrial({ listen: { host: "127.0.0.1", port: 0, tls: tlsOptions } })).rejects.toThrow(sentence);
  });
});
