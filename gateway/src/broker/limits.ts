import { type Milliseconds, second } from "@plantroom/model/time.ts";
import type { ConnectLimits } from "./connect-throttle.ts";

/** What the listener and the broker put up with. */
export interface Limits {
  readonly maxConnections: number;
  /** Connections that have not been let in yet; the oldest goes when there are more. */
  readonly maxHalfOpen: number;
  /** A connection that has not sent its CONNECT by then ends. */
  readonly connectTimeout: Milliseconds;
  /** So much may wait for the disk, in characters of JSON, before nobody else is let in. */
  readonly maxWaiting: number;
  readonly connects: ConnectLimits;
  /** A client that does not read what it is sent ends after this, and holds up the others no longer. */
  readonly drainTimeout: Milliseconds;
}

export const defaultLimits: Limits = {
  maxConnections: 20_000,
  maxHalfOpen: 6_000,
  connectTimeout: 5 * second,
  maxWaiting: 64 * 1024 * 1024,
  connects: { wrongTokens: 20, returns: 60 },
  drainTimeout: 2 * second,
};
