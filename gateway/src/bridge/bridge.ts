import { type Channel, type CommandPayload, channels, formatTopic } from "@plantroom/model/topics/topics.ts";
import { connect, type MqttClient } from "mqtt";
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

const fromDevices = channels.filter((channel): channel is Exclude<Channel, "commands"> => channel !== "commands");

/** Takes what devices publish at an external broker, and acknowledges to it only what is in the journal. */
export class Bridge {
  readonly #client: MqttClient;

  constructor({ url, clientId, intake, log }: BridgeOptions) {
    this.#client = connect(url, { clientId, clean: false, keepalive: 30, reconnectPeriod: 1_000 });
    // The library acknowledges a message when this calls back.
    this.#client.handleMessage = ({ topic, payload, retain, messageId, dup }, done) => {
      const message = {
        account,
        topic,
        payload: payload as Buffer,
        retain,
        packetId: messageId,
        resent: dup,
        holder: undefined,
      };
      if (intake.take(message, done) === "breach") done();
    };
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
}

function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.password = "";
  return parsed.href;
}
