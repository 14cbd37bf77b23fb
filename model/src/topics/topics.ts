import { idPattern } from "../identity.ts";

/** The last level of a topic says what a message is. */
export const channels = ["readings", "events", "status", "commands", "results"] as const;
export type Channel = (typeof channels)[number];

export interface Topic {
  readonly site: string;
  readonly equipment: string;
  readonly channel: Channel;
}

const root = "plantroom";

/** `plantroom/{site}/{equipment}/{channel}`. */
export function formatTopic({ site, equipment, channel }: Topic): string {
  return `${root}/${site}/${equipment}/${channel}`;
}

/** Undefined for anything that is not exactly a topic of the public contract. */
export function parseTopic(topic: string): Topic | undefined {
  const [first, site, equipment, channel, ...more] = topic.split("/");
  if (first !== root || more.length > 0 || site === undefined || equipment === undefined) return undefined;
  if (!idPattern.test(site) || !idPattern.test(equipment) || !isChannel(channel)) return undefined;
  return { site, equipment, channel };
}

function isChannel(word: string | undefined): word is Channel {
  return channels.some((channel) => channel === word);
}

/** The longest payload a device may send, in bytes; see the broker's byte guard. */
export const maxPayloadBytes = 64 * 1024;

/** The payloads of the public contract, as devices send them. */
export interface ReadingsPayload {
  /** Milliseconds or ISO 8601 with an offset; the time of receipt when missing. */
  readonly at?: number | string;
  readonly seq?: number;
  /** For sites whose clock is `device`: which replay this belongs to; a new id starts afresh. */
  readonly run?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface EventPayload {
  readonly at?: number | string;
  readonly event: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface CommandPayload {
  readonly id: string;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** ISO 8601; a device ignores the command after that. */
  readonly expires: string;
}

export const commandOutcomes = ["done", "refused", "failed"] as const;
export type CommandOutcome = (typeof commandOutcomes)[number];
export interface ResultPayload {
  readonly id: string;
  readonly outcome: CommandOutcome;
  /** A code of the command's `reasons`, or words. */
  readonly reason?: string;
}
