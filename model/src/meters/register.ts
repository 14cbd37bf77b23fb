import type { RegisterShape } from "../points/point.ts";
import type { Instant } from "../time.ts";

export interface Reading {
  readonly at: Instant;
  readonly value: number;
}

/** A meter was exchanged: the old one's last register, the new one's first (domain C4.2, step 4). */
export interface Replacement {
  readonly at: Instant;
  readonly finalReading: number;
  readonly initialReading: number;
}

/** Why a difference of two registers is what it is. `decrease` and `spike` count nothing and wait for a person. */
export const differenceKinds = ["consumption", "rollover", "jitter", "replacement", "decrease", "spike"] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export interface Difference {
  readonly from: Instant;
  readonly to: Instant;
  /** In the register's unit; 0 for `jitter`, `decrease` and `spike`. */
  readonly amount: number;
  readonly kind: DifferenceKind;
}
export type { RegisterShape };
