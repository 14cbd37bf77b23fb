import { setTimeout as sleep } from "node:timers/promises";
import type { MqttClient } from "mqtt";
import type { Client } from "../support/client.ts";
import type { Dashboards } from "./dashboards.ts";
import { probePumps, site, zones } from "./estate.ts";
import { Latencies } from "./latencies.ts";

/** Probes a second; few beside the load. */
const probesPerSecond = 10;
/** Between two looks into the store for one probe. */
const lookMs = 10;
const giveUpMs = 30_000;

/** Single messages beside a load, each followed on its way into the store and onto the screens. */
export class Probe {
  readonly stored = new Latencies();
  readonly alarm = new Latencies();
  missed = 0;
  /** Readings that were published. */
  sent = 0;
  readonly #device: MqttClient;
  readonly #reader: Client;
  readonly #dashboards: Dashboards;
  #zones = [...zones];

  constructor(device: MqttClient, reader: Client, dashboards: Dashboards) {
    this.#device = device;
    this.#reader = reader;
    this.#dashboards = dashboards;
  }

  async run(seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1_000;
    const underWay: Promise<void>[] = [];
    for (let sent = 0; Date.now() < end; sent++) {
      const begun = Date.now();
      underWay.push(this.#follow(probePumps[sent % probePumps.length] ?? ""));
      if (sent % 5 === 0) underWay.push(this.#raise());
      await sleep(Math.max(0, 1_000 / probesPerSecond - (Date.now() - begun)));
    }
    await Promise.all(underWay);
  }

  async #follow(equipment: string): Promise<void> {
    const at = Date.now();
    this.#dashboards.expect(equipment, at);
    this.#publish(equipment, { at, values: { flow: 20 } });
    const query = {
      ...{ site, equipment, point: "flow", resolution: "raw" as const },
      from: new Date(at).toISOString(),
      to: new Date(at + 1).toISOString(),
    };
    while (Date.now() - at < giveUpMs) {
      const { points } = await this.#reader.call("GET /api/readings", { query });
      if ((points[0]?.samples.length ?? 0) > 0) return this.stored.add(Date.now() - at);
      await sleep(lookMs);
    }
    this.missed++;
  }

  /** A fire: its rule waits for nothing, so what passes until the row is on a screen is the product's own time. */
  async #raise(): Promise<void> {
    const zone = this.#zones.pop();
    if (zone === undefined) return;
    const at = Date.now();
    const seen = this.#dashboards.alarmOf(zone);
    this.#publish(zone, { at, values: { fire: true } });
    const came = await Promise.race([seen.then(() => true), sleep(giveUpMs, false, { ref: false })]);
    if (came) this.alarm.add(Date.now() - at);
    else this.missed++;
  }

  #publish(equipment: string, message: object): void {
    this.sent++;
    this.#device.publish(`plantroom/${site}/${equipment}/readings`, JSON.stringify(message), { qos: 1 });
  }
}
