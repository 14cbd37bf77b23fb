import type { MqttClient } from "mqtt";
import { type FaultSite, faultSite } from "./fault-site.ts";
import { until } from "./until.ts";

const tickMs = 20;
/** Messages of one device on their way; more would only wait in the client's memory. */
const window = 50;

/** A device that publishes three values a message at QoS 1, each message at a millisecond of its own. */
class LoadingDevice {
  readonly equipment: string;
  /** Flow by the time of its message, as it was sent. */
  readonly sent = new Map<number, number>();
  /** Times of the messages for which a PUBACK arrived. */
  readonly acknowledged = new Set<number>();
  readonly #client: MqttClient;
  #underWay = 0;
  #last = 0;

  constructor(equipment: string, client: MqttClient) {
    this.equipment = equipment;
    this.#client = client;
    client.on("error", () => undefined); // the client connects again by itself
  }

  publish(): void {
    if (this.#underWay >= window) return;
    const at = Math.max(Date.now(), this.#last + 1);
    this.#last = at;
    const seq = this.sent.size;
    const flow = (seq % 1_000) / 8;
    this.sent.set(at, flow);
    this.#underWay++;
    const payload = JSON.stringify({ at, seq, values: { flow, current: 10 + (seq % 16) / 8, vibration: 1.5 } });
    this.#client.publish(`plantroom/${faultSite}/${this.equipment}/readings`, payload, { qos: 1 }, (problem) => {
      this.#underWay--;
      if (!problem) this.acknowledged.add(at);
    });
  }

  get underWay(): number {
    return this.#underWay;
  }
}

/** Devices that publish until they are stopped, and remember what was acknowledged. */
export class Load {
  readonly devices: readonly LoadingDevice[];
  readonly #timer: NodeJS.Timeout;

  private constructor(devices: readonly LoadingDevice[], perSecond: number) {
    this.devices = devices;
    const begun = performance.now();
    let asked = 0;
    this.#timer = setInterval(() => {
      const due = Math.floor(((performance.now() - begun) / 1_000) * perSecond);
      // What a busy machine could not send in time is left out.
      asked = Math.max(asked, due - perSecond);
      for (; asked < due; asked++) devices[asked % devices.length]?.publish();
    }, tickMs);
  }

  /** `pump-0` to `pump-{count - 1}`, with so many messages a second over all of them. */
  static async start(site: FaultSite, count: number, perSecond: number): Promise<Load> {
    const devices = await Promise.all(
      Array.from({ length: count }, async (_, i) => new LoadingDevice(`pump-${i}`, await site.connect())),
    );
    return new Load(devices, perSecond);
  }

  get acknowledged(): number {
    return this.devices.reduce((sum, device) => sum + device.acknowledged.size, 0);
  }

  /** Until every device got so many more messages acknowledged. */
  async progress(messages = 20): Promise<void> {
    const before = this.devices.map((device) => device.acknowledged.size);
    await until(
      "acknowledgements for every device",
      () => this.devices.every((device, i) => device.acknowledged.size >= (before[i] ?? 0) + messages),
      120,
    );
  }

  /** Sends nothing more, and waits for the acknowledgements that are still to come. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await until("the last acknowledgements", () => this.devices.every(({ underWay }) => underWay === 0), 60);
  }
}
