import { type Milliseconds, second } from "@plantroom/model/time.ts";

/** What the listener and the broker put up with. */
export interface Limits {
  readonly maxConnections: number;
  /** Connections that have not been let in yet; the oldest goes when there are more. */
  readonly maxHalfOpen: number;
  /** A connection that has not sent its CONNECT by then ends. */
  readonly connectTimeout: Milliseconds;
  /** A client that does not read what it is sent ends after this, and holds up the others no longer. */
  readonly drainTimeout: Milliseconds;
}

export const defaultLimits: Limits = {
  maxConnections: 20_000,
  maxHalfOpen: 6_000,
  connectTimeout: 5 * second,
  drainTimeout: 2 * second,
};
