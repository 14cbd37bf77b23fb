import { type Instant, minute } from "@plantroom/model/time.ts";

/** Keys remembered of each kind; the oldest go first. */
const remembered = 10_000;
const window = minute;

/** What one peer may do within a minute; a device in order needs one connection in hours. */
export interface ConnectLimits {
  /** Wrong tokens for one account from one address. */
  readonly wrongTokens: number;
  /** Connections of one client of an account, as two devices make them that push each other out. */
  readonly returns: number;
}

/** Counts connections, so that neither a guesser nor a device gone wild costs the others. A minute later all is forgotten. */
export class ConnectThrottle {
  readonly #limits: ConnectLimits;
  readonly #wrong = new Map<string, { since: Instant; count: number }>();
  readonly #returns = new Map<string, { since: Instant; count: number }>();

  constructor(limits: ConnectLimits) {
    this.#limits = limits;
  }

  /** Whether a token from there is looked at. */
  mayTry(address: string, username: string, now: Instant): boolean {
    const tries = this.#wrong.get(`${address} ${username}`);
    return !tries || now - tries.since >= window || tries.count < this.#limits.wrongTokens;
  }

  wrongToken(address: string, username: string, now: Instant): void {
    count(this.#wrong, `${address} ${username}`, now);
  }

  /** Counts one more connection of a session; whether it is not one too many. */
  mayReturn(session: string, now: Instant): boolean {
    return count(this.#returns, session, now) <= this.#limits.returns;
  }
}

function count(counts: Map<string, { since: Instant; count: number }>, key: string, now: Instant): number {
  const known = counts.get(key);
  if (known && now - known.since < window) {
    known.count++;
    return known.count;
  }
  counts.delete(key);
  counts.set(key, { since: now, count: 1 });
  if (counts.size > remembered) {
    const [oldest] = counts.keys();
    if (oldest !== undefined) counts.delete(oldest);
  }
  return 1;
}
