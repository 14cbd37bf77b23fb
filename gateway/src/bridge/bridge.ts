import { type Channel, type CommandPayload, channels, formatTopic } from "@plantroom/model/topics/topics.ts";
import { connect, type IPublishPacket, type MqttClient } from "mqtt";
import { generate } from "mqtt-packet";
import type { Account } from "../accounts/accounts.ts";
import type { Intake } from "../intake/intake.ts";
import type { Log } from "../log.ts";

export interface BridgeOptions {
  /** The external broker. */
  readonly url: string;
  /** Stays the same over restarts, so that the broker keeps what comes meanwhile. */
  readonly clientId: string;
  readonly intake: Intake;
  readonly log: Log;
}

/** Whoever publishes at the external broker has been authorised there. */
const account: Account = {
  username: "bridge",
  rights: { equipment: new Set(), sites: new Set(), everything: true },
  tokenHash: Buffer.alloc(0),
};

/** Messages between reception and commit; a broker allows far fewer at QoS 1. */
const maxUnderWay = 1_000;
const acknowledgedLater = new Error("acknowledged later");

const fromDevices = channels.filter((channel): channel is Exclude<Channel, "commands"> => channel !== "commands");

/** Takes what devices publish at an external broker, and acknowledges to it only what is in the journal. */
export class Bridge {
  readonly #client: MqttClient;
  readonly #intake: Intake;
  #underWay = 0;

  constructor({ url, clientId, intake, log }: BridgeOptions) {
    this.#intake = intake;
    this.#client = connect(url, { clientId, clean: false, keepalive: 30, reconnectPeriod: 1_000 });
    this.#client.handleMessage = (packet, done) => this.#take(packet, done);
    this.#client.on("connect", () => {
      log.info({ url: withoutPassword(url) }, "connected to the external broker");
      const filters = fromDevices.map((channel) => `plantroom/+/+/${channel}`);
      this.#client.subscribe(filters, { qos: 1 }, (cause) => {
        if (cause) log.error({ problem: cause.message }, "the external broker refuses the subscription");
      });
    });
    this.#client.on("error", ({ message }) => log.warn({ problem: message }, "the external broker refuses"));
    this.#client.on("offline", () => log.warn({ url: withoutPassword(url) }, "the external broker is gone"));
  }

  get connected(): boolean {
    return this.#client.connected;
  }

  /** Whether the broker has taken the command; it does not tell who is subscribed. */
  async command(site: string, equipment: string, command: CommandPayload): Promise<boolean> {
    if (!this.#client.connected) return false;
    const topic = formatTopic({ site, equipment, channel: "commands" });
    await this.#client.publishAsync(topic, JSON.stringify(command), { qos: 1, retain: false });
    return true;
  }

  async close(): Promise<void> {
    await this.#client.endAsync();
  }

  /**
   * The library takes messages one by one, and acknowledges each when `done` is called without an error. So that a commit can
   * hold many of them, it is told to go on, and the acknowledgement is sent from here; it holds back once too many are under way.
   */
  #take({ topic, payload, retain, messageId = 0, dup, qos }: IPublishPacket, done: (cause?: Error) => void): void {
    const { stream } = this.#client;
    const goesOn = this.#underWay < maxUnderWay;
    const acknowledge = () => {
      this.#underWay--;
      // After a reconnection the broker sends again whatever it has no acknowledgement of.
      if (this.#client.connected && this.#client.stream === stream)
        stream.write(generate({ cmd: "puback", messageId }));
    };
    const message = { account, topic, payload: Buffer.from(payload), retain, packetId: messageId, resent: dup };
    const kept = !goesOn ? done : qos === 0 ? () => this.#underWay-- : acknowledge;
    if (goesOn) this.#underWay++;
    if (this.#intake.take({ ...message, holder: undefined }, kept) === "breach") kept();
    if (goesOn) done(qos === 0 ? undefined : acknowledgedLater);
  }
}

function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.password = "";
  return parsed.href;
}
