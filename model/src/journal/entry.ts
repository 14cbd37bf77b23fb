import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import type { Instant, Milliseconds } from "../time.ts";
import type { ResultPayload } from "../topics/topics.ts";
import type { RefusalCode } from "./refusal.ts";

/** `[point, at, value]`, with the quality behind it where it is not `good`: thousands of these pass each second. */
export type SampleTuple =
  | readonly [point: string, at: Instant, value: PointValue]
  | readonly [point: string, at: Instant, value: PointValue, quality: Quality];

interface OfEquipment {
  readonly site: string;
  readonly equipment: string;
  /** When the gateway had it. */
  readonly receivedAt: Instant;
}

/** One accepted readings message. */
export interface SamplesEntry extends OfEquipment {
  readonly kind: "samples";
  readonly samples: readonly SampleTuple[];
  readonly run?: string;
}

export interface EventEntry extends OfEquipment {
  readonly kind: "event";
  readonly at: Instant;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Why sight of a device was gained or lost. */
export type PresenceReason = "status" | "will" | "keep-alive" | "revoked" | "gateway-restarted";

export interface PresenceEntry extends OfEquipment {
  readonly kind: "presence";
  readonly online: boolean;
  readonly reason: PresenceReason;
}

export interface ResultEntry extends OfEquipment, ResultPayload {
  readonly kind: "result";
}

/** What could not be taken, with its reason and a bounded beginning of the payload. */
export interface RefusedEntry {
  readonly kind: "refused";
  readonly receivedAt: Instant;
  readonly account: string;
  readonly topic: string;
  readonly code: RefusalCode;
  /** Fills the placeholders of the code's sentence. */
  readonly detail: Readonly<Record<string, string | number>>;
  readonly payload: string;
  readonly site?: string;
  readonly equipment?: string;
}

/** The gateway's wall clock was set: what came before counts by the clock as it was. `by` in milliseconds, forward above 0. */
export interface ClockSetEntry {
  readonly kind: "clock-set";
  /** By the clock as it is now. */
  readonly receivedAt: Instant;
  readonly by: Milliseconds;
}

export type JournalEntry = SamplesEntry | EventEntry | PresenceEntry | ResultEntry | RefusedEntry | ClockSetEntry;

/** Bytes since the journal began; grows for ever, across segments. Entry `i` of a frame that starts at `p` has order `p + i`. */
export type JournalPosition = number;
