import { harbourCourt } from "@plantroom/model/demo/estate.ts";
import {
  type Channel,
  type EventPayload,
  formatTopic,
  parseTopic,
  type ReadingsPayload,
  type ResultPayload,
} from "@plantroom/model/topics/topics.ts";
import { Backlog } from "./backlog.ts";
import { readCommand } from "./command.ts";
import type { Lag } from "./lag.ts";
import { type Broker, Link } from "./link.ts";
import type { Log } from "./log.ts";

/** Unacknowledged messages beyond which the gateway keeps its readings to itself. */
const mostUnderWay = 500;

export interface FieldGatewayOptions {
  readonly id: string;
  readonly broker: Broker;
  readonly lag: Lag;
  readonly log: Log;
  readonly clock: () => number;
  /** The equipment behind it that can be given commands. */
  readonly commanded: readonly string[];
  /** Called with every command that has not expired. */
  readonly onCommand: (equipment: string, id: string, command: string) => void;
}

/** A field gateway: it speaks for the equipment behind it, and keeps what it cannot send. */
export class FieldGateway {
  readonly id: string;
  readonly #link: Link;
  readonly #lag: Lag;
  readonly #log: Log;
  readonly #backlog = new Backlog();
  #draining = false;

  constructor({ id, broker, lag, log, clock, commanded, onCommand }: FieldGatewayOptions) {
    this.id = id;
    this.#lag = lag;
    this.#log = log;
    const status = topicOf(id, "status");
    this.#link = new Link({
      broker,
      log,
      clientId: id,
      will: { topic: status, payload: Buffer.from("offline"), qos: 1, retain: true },
      onConnect: (link) => {
        void link.publish(status, "online", true);
        for (const equipment of commanded) link.subscribe(topicOf(equipment, "commands"));
        void this.#drain();
      },
      onMessage: (topic, payload) => {
        const equipment = parseTopic(topic)?.equipment;
        const read = readCommand(payload.toString(), clock());
        if (equipment !== undefined && read) onCommand(equipment, read.id, read.command);
      },
    });
  }

  get connected(): boolean {
    return this.#link.connected;
  }

  send(equipment: string, reading: ReadingsPayload): void {
    if (!this.#isFree()) {
      this.#backlog.add(equipment, reading);
      if (this.#link.connected) void this.#drain();
      return;
    }
    void this.#lag.measure(this.#link.publish(topicOf(equipment, "readings"), JSON.stringify(reading)));
  }

  /** Events are news: what cannot be told now is not told later. */
  tell(equipment: string, event: EventPayload): void {
    if (this.#link.connected) void this.#link.publish(topicOf(equipment, "events"), JSON.stringify(event));
  }

  /** What became of a command. */
  answer(equipment: string, result: ResultPayload): void {
    void this.#link.publish(topicOf(equipment, "results"), JSON.stringify(result));
  }

  cut(): void {
    this.#link.cut();
  }

  mend(): void {
    this.#link.mend();
  }

  async close(): Promise<void> {
    if (this.#link.connected) void this.#link.publish(topicOf(this.id, "status"), "offline", true);
    await this.#link.close();
  }

  #isFree(): boolean {
    return this.#link.connected && !this.#draining && this.#backlog.size === 0 && this.#link.underWay < mostUnderWay;
  }

  /** Sends what was kept, oldest first, before anything new of the same equipment. */
  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    const kept = this.#backlog.size;
    while (this.#link.connected) {
      const batch = this.#backlog.take();
      if (!batch) break;
      await this.#link.publish(topicOf(batch.equipment, "readings"), JSON.stringify(batch.readings));
    }
    this.#draining = false;
    const lost = this.#backlog.takeLost();
    if (lost > 0) this.#log.warn({ gateway: this.id, lost }, "readings were given up while the link was down");
    if (kept > 0) this.#log.debug({ gateway: this.id, kept }, "late readings sent");
  }
}

function topicOf(equipment: string, channel: Channel): string {
  return formatTopic({ site: harbourCourt.id, equipment, channel });
}
