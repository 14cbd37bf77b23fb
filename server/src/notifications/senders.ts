import type { NotificationView, PersonView } from "@plantroom/model/api/types.ts";
import type { Medium } from "@plantroom/model/notifications/channel.ts";
import { pushPayload } from "@plantroom/model/notifications/formats/push.ts";
import { type Message, type Wording, wordingOf } from "@plantroom/model/notifications/message.ts";
import type { Locale } from "@plantroom/model/text.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import type { Channel, Channels } from "./channels.ts";
import { putIntoInbox } from "./inbox.ts";
import { sendMail } from "./mail.ts";
import type { OutgoingRequests } from "./outgoing.ts";
import type { OwnKeys } from "./own-keys.ts";
import { loadPreferences } from "./preferences.ts";
import { sendPush } from "./push.ts";
import { subscriptionsOf } from "./push-subscriptions.ts";
import { delivered, failed, type Sent } from "./sent.ts";
import { sendWebhook } from "./webhook.ts";

export interface SenderOptions {
  readonly database: Database;
  readonly channels: Channels;
  readonly outgoing: OutgoingRequests;
  readonly keys: OwnKeys;
  readonly people: () => Promise<readonly PersonView[]>;
  /** Somebody was told in the app. */
  readonly onNotified: (username: string, notification: NotificationView) => void;
  /** Certificate authorities of mail servers instead of the machine's. */
  readonly ca?: string | undefined;
}

/** Where a message goes: a user name for people, an address or nothing for channels. */
export interface Way {
  readonly medium: Medium;
  readonly channel: string;
  readonly recipient: string;
}

/** The notifier's adapters: one message to one receiver, in the receiver's language. */
export class Senders {
  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  async send(way: Way, message: Message, now: Instant): Promise<Sent> {
    switch (way.medium) {
      case "in-app":
        return this.#tell(way.recipient, message, now);
      case "web-push":
        return this.#push(way.recipient, message, now);
      case "smtp":
      case "webhook": {
        const channel = await this.#options.channels.find(this.#options.database, way.channel);
        if (!channel) return failed("the channel is gone", false);
        if (!channel.enabled) return failed("the channel is switched off", false);
        return this.sendBy(channel, way.recipient, message, now);
      }
    }
  }

  /** By a channel, enabled or not; `recipient` for a mail. */
  async sendBy(channel: Channel, recipient: string, message: Message, now: Instant): Promise<Sent> {
    const { outgoing, ca } = this.#options;
    if (channel.kind === "webhook") {
      const { url, signing } = channel.secrets;
      if (url === "") return failed("the channel has no address", false);
      const to = { format: channel.format, url, signing };
      return sendWebhook(outgoing, to, message, wordingOf(message, channel.locale), now);
    }
    const address = recipient.includes("@") ? recipient : await this.#emailOf(recipient);
    if (address === undefined) return failed("no address", false);
    const locale = recipient.includes("@") ? channel.locale : await this.#localeOf(recipient);
    const server = { ...channel, password: channel.secrets.password, ca };
    return sendMail(outgoing, server, address, message.key, wordingOf(message, locale));
  }

  async #tell(username: string, message: Message, now: Instant): Promise<Sent> {
    const wording: Wording = wordingOf(message, await this.#localeOf(username));
    const { database, onNotified } = this.#options;
    const view = await putIntoInbox(database, username, message, wording, now);
    if (view) onNotified(username, view);
    return delivered;
  }

  /** To every device of the person; it is delivered when one has taken it. */
  async #push(username: string, message: Message, now: Instant): Promise<Sent> {
    const { database, keys, outgoing } = this.#options;
    const wording = wordingOf(message, await this.#localeOf(username));
    const payload = pushPayload(message, wording);
    const subject = message.baseUrl?.startsWith("https:") ? message.baseUrl : "mailto:administrator@plantroom.invalid";
    const urgent = wording.priority === "critical" || wording.priority === "high";
    const tries: Sent[] = [];
    for (const { id, endpoint, p256dh, auth } of await subscriptionsOf(database, username)) {
      const push = { endpoint, keys: { p256dh, auth }, payload, urgent };
      const sent = await sendPush(outgoing, keys.vapid, subject, push, now);
      tries.push(sent);
      if (!sent.ok && sent.gone) await database.deleteFrom("pushSubscriptions").where("id", "=", id).execute();
    }
    return (
      tries.find(({ ok }) => ok) ??
      tries.find((sent) => !sent.ok && sent.retry) ??
      tries[0] ??
      failed("no device", false)
    );
  }

  async #emailOf(username: string): Promise<string | undefined> {
    return (await loadPreferences(this.#options.database)).get(username)?.email || undefined;
  }

  async #localeOf(username: string): Promise<Locale> {
    const people = await this.#options.people();
    return people.find((one) => one.username === username)?.locale ?? "en";
  }
}
