import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import type { Log } from "./log.ts";

export interface Broker {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export interface LinkOptions {
  readonly broker: Broker;
  readonly clientId: string;
  readonly log: Log;
  readonly will?: NonNullable<IClientOptions["will"]>;
  readonly onConnect?: (link: Link) => void;
  readonly onMessage?: (topic: string, payload: Buffer) => void;
}

const firstPauseMs = 300;
const longestPauseMs = 2_000;
const farewellMs = 1_500;

/** One connection to the broker. It comes back by itself, after pauses that grow and differ, so that not all come at once. */
export class Link {
  readonly #client: MqttClient;
  readonly #options: LinkOptions;
  #pauseMs = firstPauseMs;
  #timer: NodeJS.Timeout | undefined;
  #cut = false;
  #closing = false;
  #underWay = 0;

  constructor(options: LinkOptions) {
    this.#options = options;
    const { broker, clientId, will } = options;
    this.#client = mqtt.connect(broker.url, {
      username: broker.username,
      password: broker.password,
      clientId,
      protocolVersion: 4,
      clean: true,
      keepalive: 20,
      connectTimeout: 5_000,
      reconnectPeriod: 0,
      ...(will && { will }),
    });
    this.#client.on("connect", () => this.#connected());
    this.#client.on("close", () => this.#lost());
    this.#client.on("error", (problem) => options.log.debug({ clientId, problem: problem.message }, "link"));
    this.#client.on("message", (topic, payload) => options.onMessage?.(topic, payload));
  }

  get connected(): boolean {
    return this.#client.connected && !this.#cut;
  }

  /** Messages that wait for their acknowledgement. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Resolves when the message is acknowledged, be it over a later connection; false when the link was closed before. */
  publish(topic: string, payload: string, retain = false): Promise<boolean> {
    this.#underWay++;
    return new Promise((resolve) => {
      this.#client.publish(topic, payload, { qos: 1, retain }, (problem) => {
        this.#underWay--;
        resolve(!problem);
      });
    });
  }

  subscribe(topic: string): void {
    this.#client.subscribe(topic, { qos: 1 }, (problem) => {
      if (problem) this.#options.log.warn({ topic, problem: problem.message }, "could not subscribe");
    });
  }

  /** Breaks the connection without a goodbye, so that its last will is published, and stays away. */
  cut(): void {
    if (this.#cut) return;
    this.#cut = true;
    clearTimeout(this.#timer);
    this.#client.stream.destroy();
  }

  mend(): void {
    if (!this.#cut) return;
    this.#cut = false;
    this.#pauseMs = firstPauseMs;
    this.#client.reconnect();
  }

  /** Says goodbye properly, but does not wait long for an answer. */
  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#timer);
    const late = new Promise<void>((resolve) => setTimeout(resolve, farewellMs).unref());
    await Promise.race([this.#client.endAsync(!this.connected), late]);
  }

  #connected(): void {
    this.#pauseMs = firstPauseMs;
    this.#options.onConnect?.(this);
  }

  #lost(): void {
    if (this.#cut || this.#closing) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#client.reconnect(), this.#pauseMs * (0.5 + Math.random()));
    this.#pauseMs = Math.min(longestPauseMs, 2 * this.#pauseMs);
  }
}
