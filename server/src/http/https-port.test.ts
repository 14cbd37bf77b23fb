import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tls from "node:tls";
import { pino } from "pino";
import { io } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { type RunningServer, startServer } from "../server.ts";

const hasOpenssl = (() => {
  try {
    execFileSync("openssl", ["version"]);
    return true;
  } catch (problem) {
    if (process.env.CI) throw problem;
    console.log("skipped: there is no openssl here: the tests that need certificates are left out");
    return false;
  }
})();

describe.skipIf(!hasOpenssl)("HTTPS", () => {
  let folder: string;
  let running: RunningServer | undefined;
  const clock = new HandClock(Date.now());
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "plantroom-https-"));
    for (const name of ["first", "renewed"]) {
      const files = ["-keyout", pem(`${name}-key`), "-out", pem(name), "-days", "2", "-subj", `/CN=${name}`];
      const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
      execFileSync("openssl", ["req", "-x509", ...key, ...files, "-addext", "subjectAltName=IP:127.0.0.1"], {
        stdio: "pipe",
      });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(async () => {
    await running?.stop();
    running = undefined;
    rmSync(join(folder, "data"), { recursive: true, force: true });
  });

  const pem = (name: string) => join(folder, `${name}.pem`);
  const put = (name: string) => {
    for (const end of ["", "-key"]) cpSync(pem(`${name}${end}`), pem(`live${end}`));
  };

  async function start(): Promise<RunningServer> {
    put("first");
    running = await startServer({
      ...{ host: "127.0.0.1", port: 0, dataDirectory: join(folder, "data"), retentionDays: 400, demo: true },
      ...{ databaseUrl: "sqlite:", readingsUrl: "memory:", journalUrl: "file:", clock },
      tls: { host: "127.0.0.1", port: 0, certificate: pem("live"), key: pem("live-key") },
      logger: pino({ level: "silent" }),
    });
    return running;
  }

  const ask = (path: string, { body, ...options }: { method?: string; headers?: object; body?: string } = {}) =>
    new Promise<{ status: number | undefined; cookie: string; text: string }>((resolve, reject) => {
      const asked = request(
        {
          ...{ host: "127.0.0.1", port: running?.tlsPort, path, ca: readFileSync(pem("first")), agent: false },
          ...{ method: options.method, headers: { ...options.headers } },
        },
        async (answer) => {
          const text = Buffer.concat(await answer.toArray()).toString();
          resolve({ status: answer.statusCode, cookie: String(answer.headers["set-cookie"] ?? ""), text });
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });

  const subject = async () => {
    const socket = tls.connect({ port: running?.tlsPort ?? 0, host: "127.0.0.1", rejectUnauthorized: false });
    await once(socket, "secureConnect");
    const { CN } = socket.getPeerCertificate().subject;
    socket.destroy();
    return CN;
  };

  test("serves API and live feed, and its cookie goes by HTTPS only", async () => {
    const { url, tlsPort } = await start();
    const origin = `https://127.0.0.1:${tlsPort}`;
    const body = JSON.stringify({ username: "operator", password: "operator" });
    const headers = { "content-type": "application/json", origin };
    const answer = await ask("/api/session", { method: "POST", headers, body });
    expect(answer.status).toBe(200);
    expect(answer.cookie).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    const plain = await fetch(`${url}/api/session`, {
      method: "POST",
      headers: { "content-type": headers["content-type"] },
      body,
    });
    expect(plain.headers.get("set-cookie")).not.toContain("Secure");
    const extraHeaders = { cookie: answer.cookie.split(";")[0] ?? "", origin };
    const socket = io(origin, { transports: ["websocket"], extraHeaders, ca: readFileSync(pem("first"), "utf8") });
    await new Promise<void>((resolve, reject) => {
      socket.on("connect", resolve);
      socket.on("connect_error", reject);
    });
    socket.close();
  });

  test("takes no TLS older than 1.2", async () => {
    const { tlsPort } = await start();
    const old = tls.connect({
      port: tlsPort ?? 0,
      ...{ minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" },
    });
    await expect(once(old, "secureConnect")).rejects.toThrow(/protocol version|unsupported protocol|alert/i);
  });

  test("shows a renewed certificate at the next look, and keeps the one it has while the files do not fit", async () => {
    await start();
    writeFileSync(pem("live-key"), "half a fil");
    clock.advance(10_000);
    expect(await subject()).toBe("first");
    put("renewed");
    clock.advance(10_000);
    expect(await subject()).toBe("renewed");
  });

  test("says when its certificate ends", async () => {
    const { url } = await start();
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const [, seconds] = /^plantroom_certificate_expires_at_seconds (\S+)$/m.exec(metrics) ?? [];
    expect(Number(seconds) * 1_000).toBeGreaterThan(Date.now());
  });
});
