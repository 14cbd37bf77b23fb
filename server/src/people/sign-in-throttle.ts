import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";

interface Limit {
  /** Attempts that cost nothing. */
  readonly free: number;
  readonly longest: Milliseconds;
}

const limits = {
  /** A guesser gets about one try a minute; the owner, who is kept out meanwhile, waits no longer than that. */
  account: { free: 5, longest: minute },
  /** One address may be a whole control room. */
  address: { free: 20, longest: 5 * minute },
} as const satisfies Record<string, Limit>;
type Kind = keyof typeof limits;

/** After so long without a failure all is forgotten. */
const forgottenAfter = 15 * minute;
/** More keys than these are not remembered; the oldest go first. */
const remembered = 10_000;

interface Failures {
  readonly count: number;
  readonly lastAt: Instant;
}

/** Waits that double with each failure, per account and per address. An attempt counts as failed until it has succeeded. */
export class SignInThrottle {
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failures>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds still to wait; 0 when the attempt may go on, and is counted. */
  attempt(account: string, address: string): number {
    const wait = Math.max(this.#wait("account", account), this.#wait("address", address));
    if (wait > 0) return Math.ceil(wait / second);
    this.#count("account", account);
    this.#count("address", address);
    return 0;
  }

  succeeded(account: string, address: string): void {
    this.#failures.delete(`account ${account}`);
    const key = `address ${address}`;
    const failures = this.#failures.get(key);
    if (failures) this.#failures.set(key, { ...failures, count: failures.count - 1 });
  }

  #wait(kind: Kind, who: string): Milliseconds {
    const failures = this.#failures.get(`${kind} ${who}`);
    const { free, longest } = limits[kind];
    if (!failures || failures.count < free) return 0;
    const delay = Math.min(longest, second * 2 ** (failures.count - free));
    return failures.lastAt + delay - this.#clock.now();
  }

  #count(kind: Kind, who: string): void {
    const key = `${kind} ${who}`;
    const now = this.#clock.now();
    const before = this.#failures.get(key);
    const count = before && now - before.lastAt < forgottenAfter ? before.count + 1 : 1;
    this.#failures.delete(key);
    this.#failures.set(key, { count, lastAt: now });
    if (this.#failures.size <= remembered) return;
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined) this.#failures.delete(oldest);
  }
}
