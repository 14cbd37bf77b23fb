import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import mqttPacket from "mqtt-packet";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { addFaultSite, type FaultSite, faultSite } from "../support/fault-site.ts";
import { Load } from "../support/load.ts";
import { Product } from "../support/product.ts";
import { accountOf } from "../support/stored.ts";
import { until } from "../support/until.ts";

const pumps = 8;
const perSecond = 500;
const frozenAtOnce = 5;
/** The bound, and what asking for it takes. */
const droppedWithinMs = 10_000 + 3_000;

/** In bytes; what five dashboards that read nothing may cost, garbage that is not collected yet included. */
const mostGrowth = 150e6;

/** Resident memory of a process, in bytes; 0 where the system does not tell. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024;
}

/** A dashboard whose connection can be made to stand still, as that of a browser that was stopped. */
class Dashboard {
  readonly socket: Socket;
  deltas = 0;
  snapshots = 0;

  constructor(url: string, cookie: string) {
    this.socket = io(url, { extraHeaders: { cookie }, transports: ["websocket"], forceNew: true, reconnection: false });
    this.#listen();
  }

  async follow(): Promise<void> {
    await until("a connection", () => this.socket.connected);
    this.socket.emit("follow", "*", () => undefined);
    const before = this.snapshots;
    await until("a snapshot", () => this.snapshots > before);
  }

  /** Reads nothing and says nothing more; the connection stays open. */
  freeze(): void {
    this.#stream().pause();
  }

  thaw(): void {
    this.#stream().resume();
  }

  #stream() {
    const { transport } = this.socket.io.engine as unknown as {
      transport: { ws: { _socket: { pause(): void; resume(): void } } };
    };
    return transport.ws._socket;
  }

  #listen(): void {
    this.socket.on("snapshot", () => this.snapshots++);
    this.socket.on("delta", (_: unknown, applied: () => void) => {
      this.deltas++;
      applied();
    });
  }
}

describe("R14: who does not keep up", () => {
  let product: Product;
  let site: FaultSite;
  let admin: Client;
  beforeAll(async () => {
    product = await Product.start();
    site = await addFaultSite(product, pumps);
    admin = await product.signIn("admin");
  });
  afterAll(() => product.stop());

  const dashboards = async () => (await admin.call("GET /api/system", {})).dashboards;

  test("frozen dashboards are dropped, come back to the whole picture, and cost the others nothing", async () => {
    const load = await Load.start(site, pumps, perSecond);
    const well = new Dashboard(product.url, admin.cookie);
    await well.follow();
    const frozen = Array.from({ length: frozenAtOnce }, () => new Dashboard(product.url, admin.cookie));
    for (const one of frozen) await one.follow();
    expect(await dashboards()).toBe(frozenAtOnce + 1);
    for (const one of frozen) one.freeze();
    const memory = await memoryOf(product.pid("server"));
    const begun = performance.now();
    const before = well.deltas;
    await until("the frozen ones dropped", async () => (await dashboards()) === 1, 30);
    const took = performance.now() - begun;
    const perSecondOfWell = (well.deltas - before) / (took / 1_000);
    console.log(
      `R14: ${frozenAtOnce} frozen dashboards dropped after ${Math.round(took)} ms, ${perSecondOfWell.toFixed(1)} deltas/s for the other`,
    );
    const grown = (await memoryOf(product.pid("server"))) - memory;
    expect(grown).toBeLessThan(mostGrowth);
    expect(took).toBeLessThanOrEqual(droppedWithinMs);
    // Each site has up to four deltas a second; the demo's sites come on top of the load's.
    expect(perSecondOfWell).toBeGreaterThan(2);
    for (const one of frozen) one.thaw();
    await until("all told of it", () => frozen.every(({ socket }) => !socket.connected));
    for (const one of frozen) {
      one.socket.connect();
      await one.follow();
      one.socket.disconnect();
    }
    well.socket.disconnect();
    await load.stop();
    expect((await accountOf(product, load)).lost).toEqual([]);
  });

  // That it is dropped once its buffers are full is tested at the broker itself, where they can be small.
  test("commands to a frozen MQTT subscriber cost the others nothing", async () => {
    const username = "frozen";
    const { token } = await admin.call("POST /api/devices", { body: { username, grants: [`${faultSite}/pump-0`] } });
    const frozen = connect({ host: "127.0.0.1", port: product.mqttPort });
    let closed = false;
    frozen.on("close", () => {
      closed = true;
    });
    frozen.on("error", () => undefined);
    const send = (packet: mqttPacket.Packet) => frozen.write(mqttPacket.generate(packet));
    await until("the account", async () => {
      const device = await product.device(username, token);
      await device.endAsync();
      return true;
    });
    send({
      cmd: "connect",
      protocolId: "MQTT",
      protocolVersion: 4,
      clean: true,
      clientId: "frozen",
      keepalive: 60,
      username,
      password: Buffer.from(token),
    });
    const topic = `plantroom/${faultSite}/pump-0/commands`;
    await sleep(300);
    send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic, qos: 0 }] });
    await sleep(300);
    frozen.pause();
    const load = await Load.start(site, pumps, perSecond);
    await load.progress(20);
    const before = load.acknowledged;
    const begun = performance.now();
    // Commands with long arguments fill what the connection takes.
    const operator = await product.signIn("operator");
    let sent = 0;
    while (!closed && performance.now() - begun < 40_000 && sent < 400) {
      const body = { command: "start", args: {}, reason: "x".repeat(500) };
      await operator
        .call("POST /api/equipment/{site}/{equipment}/commands", {
          params: { site: faultSite, equipment: "pump-0" },
          body,
        })
        .catch(() => undefined);
      sent++;
    }
    const seconds = (performance.now() - begun) / 1_000;
    const rate = (load.acknowledged - before) / seconds;
    console.log(
      `R14: ${sent} commands to a frozen device, ${closed ? "dropped" : "its buffers took them"}; ${Math.round(rate)} acknowledgements/s for the others`,
    );
    expect(rate).toBeGreaterThan(perSecond / 2);
    frozen.destroy();
    await load.stop();
    expect((await accountOf(product, load)).lost).toEqual([]);
  });
});
