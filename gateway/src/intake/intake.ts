import type { EquipmentKey } from "@plantroom/model/identity.ts";
import type { JournalEntry, RefusedEntry } from "@plantroom/model/journal/entry.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import type { Account } from "../accounts/accounts.ts";
import { mayActFor } from "../accounts/rights.ts";
import { type Estate, emptyEstate, type KnownEquipment, type Route } from "../estate/estate.ts";
import { isPlainText } from "../plain-text.ts";
import type { Holder, Presence } from "../presence/presence.ts";
import { convertEvent, convertResult } from "./messages.ts";
import { decode, isRecord } from "./payload.ts";
import { convertReadings, type Reception } from "./readings.ts";
import { excerpt, payloadExcerpt, type Refusal, refusal, shown } from "./refusal.ts";
import { Repeats } from "./repeats.ts";
import { readTime } from "./time.ts";

/** Refusals of one message that are journalled; the others are counted. */
const journalledRefusals = 10;
const topicCharacters = 256;

/** A message as it came from a device or from an external broker. */
export interface Message {
  readonly account: Account;
  readonly topic: string;
  readonly payload: Buffer;
  readonly retain: boolean;
  readonly packetId: number | undefined;
  readonly resent: boolean;
  readonly holder: Holder | undefined;
}

/** `kept`: what it says, or why it was refused, goes to the journal. `breach`: its sender may not do this. */
export type Outcome = "kept" | "breach";

export interface Counters {
  messages: number;
  readings: number;
  refused: number;
  duplicates: number;
}

export interface IntakeOptions {
  readonly append: (json: string, done?: () => void) => void;
  readonly presence: Presence;
  readonly clock: () => Instant;
  /** How long readings are kept. */
  readonly retention: Milliseconds;
  readonly onRefused: (entry: RefusedEntry) => void;
}

/** What one message comes to. */
interface Taken {
  readonly entries: readonly JournalEntry[];
  readonly refusals: readonly Refusal[];
}

const nothing: Taken = { entries: [], refusals: [] };

/** The one way into the journal: authorise, convert, validate, drop repeats, append. */
export class Intake {
  readonly counters: Counters = { messages: 0, readings: 0, refused: 0, duplicates: 0 };
  estate: Estate = emptyEstate;
  readonly #options: IntakeOptions;
  readonly #repeats = new Map<EquipmentKey, Repeats>();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** `done` is called when what the message came to is durable; after a breach it is not called. */
  take(message: Message, done: () => void): Outcome {
    return this.#receive(message, (route, receivedAt) => this.#convert(message, route, receivedAt), done);
  }

  /** Takes a message of which only the beginning was let in, to record why. */
  refuse(message: Message, why: Refusal, done: () => void): Outcome {
    return this.#receive(message, () => refused(why), done);
  }

  #receive(
    message: Message,
    convert: (route: Route | undefined, receivedAt: Instant) => Taken,
    done: () => void,
  ): Outcome {
    this.counters.messages++;
    const receivedAt = this.#options.clock();
    const route = this.estate.route(message.topic);
    const breach = breachOf(message, route);
    if (breach) {
      this.#append(refused(breach), message, route, receivedAt);
      return "breach";
    }
    this.#append(convert(route, receivedAt), message, route, receivedAt, done);
    return "kept";
  }

  #convert(message: Message, route: Route | undefined, receivedAt: Instant): Taken {
    const where = this.#locate(message, route);
    if ("code" in where) return refused(where);
    const { channel, equipment } = where;
    if (message.retain && channel !== "status") return refused(refusal("retain-denied", { channel }));
    if (channel === "status") return this.#status(message, equipment);
    const { type } = equipment;
    if (!type) return refused(refusal("type-unknown", { type: equipment.typeId, equipment: equipment.id }));
    const decoded = decode(message.payload);
    if (!decoded.ok) return refused(decoded.refusal);
    if (this.#isRepeat(message, equipment, decoded.value, receivedAt)) return nothing;
    this.#options.presence.heard(equipment.key);

    const reception: Reception = { receivedAt, retention: this.#options.retention };
    if (channel === "readings") {
      const { entries, refusals } = convertReadings(equipment, type, decoded.value, reception);
      for (const { samples } of entries) this.counters.readings += samples.length;
      return { entries, refusals };
    }
    const one =
      channel === "events"
        ? convertEvent(equipment, type, decoded.value, reception)
        : convertResult(equipment, decoded.value, receivedAt);
    return one.ok ? { entries: [one.entry], refusals: [] } : refused(one.refusal);
  }

  #locate(
    message: Message,
    route: Route | undefined,
  ): { channel: Route["channel"]; equipment: KnownEquipment } | Refusal {
    if (!route) return refusal("topic-unknown", { topic: excerpt(message.topic, topicCharacters) });
    const { site, equipment } = route.topic;
    if (!this.estate.hasSite(site)) return refusal("site-unknown", { site });
    if (!route.equipment) return refusal("equipment-unknown", { equipment, site });
    return { channel: route.channel, equipment: route.equipment };
  }

  #status({ payload, holder }: Message, { site, id }: KnownEquipment): Taken {
    const word = payload.length <= 16 ? payload.toString() : "";
    if (word !== "online" && word !== "offline") {
      return refused(refusal("status-unknown", { got: shown(payloadExcerpt(payload)) }));
    }
    // The entry of a change takes its place in the queue here, before the acknowledgement of this message does.
    this.#options.presence.said(site, id, word === "online", holder);
    return nothing;
  }

  #isRepeat(message: Message, { key }: KnownEquipment, value: unknown, receivedAt: Instant): boolean {
    const repeats = this.#repeats.get(key) ?? new Repeats();
    this.#repeats.set(key, repeats);
    const first = Array.isArray(value) ? value[0] : value;
    const { at, seq } = isRecord(first) ? first : {};
    const stamp = {
      at: at === undefined ? undefined : readTime(at),
      seq: typeof seq === "number" ? seq : undefined,
      packetId: message.packetId,
      resent: message.resent,
    };
    const isRepeat = repeats.isRepeat(message.payload, stamp, receivedAt);
    if (isRepeat) this.counters.duplicates++;
    return isRepeat;
  }

  /** One append for all that a message came to; `done` waits for its turn even when there is nothing to write. */
  #append(taken: Taken, message: Message, route: Route | undefined, receivedAt: Instant, done?: () => void): void {
    this.counters.refused += taken.refusals.length;
    const [only] = taken.entries;
    if (only && taken.entries.length === 1 && taken.refusals.length === 0) {
      this.#options.append(JSON.stringify(only), done);
      return;
    }
    const parts = taken.entries.map((entry) => JSON.stringify(entry));
    for (const why of taken.refusals.slice(0, journalledRefusals)) {
      const entry = refusedEntry(why, message, route, receivedAt);
      this.#options.onRefused(entry);
      parts.push(JSON.stringify(entry));
    }
    this.#options.append(parts.join(","), done);
  }
}

/** Publishing for others, commands, or under the names of the broker. */
function breachOf({ account, topic }: Message, route: Route | undefined): Refusal | undefined {
  if (!route) {
    const forged = topic.startsWith("$") || !isPlainText(topic);
    return forged ? denied(account, excerpt(topic, topicCharacters)) : undefined;
  }
  const { site, equipment } = route.topic;
  if (route.channel === "commands" || !mayActFor(account.rights, site, equipment)) {
    return denied(account, `${site}/${equipment}`);
  }
  return undefined;
}

function denied(account: Account, equipment: string): Refusal {
  return refusal("topic-denied", { account: account.username, equipment });
}

function refused(why: Refusal): Taken {
  return { entries: [], refusals: [why] };
}

function refusedEntry(
  { code, detail }: Refusal,
  { account, topic, payload }: Message,
  route: Route | undefined,
  receivedAt: Instant,
): RefusedEntry {
  return {
    kind: "refused",
    receivedAt,
    account: account.username,
    topic: excerpt(topic, topicCharacters),
    code,
    detail,
    payload: payloadExcerpt(payload),
    ...(route && { site: route.topic.site, equipment: route.topic.equipment }),
  };
}
