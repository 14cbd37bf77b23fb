/** A reproducible source of randomness (mulberry32): the same seed gives the same numbers, and `seed` is where it goes on. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  get seed(): number {
    return this.#state;
  }

  /** Evenly in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number from 0 to `count` - 1. */
  pick(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** Mean 0, standard deviation 1; the sum of twelve even numbers, so never beyond ±6. */
  gaussian(): number {
    let sum = -6;
    for (let n = 0; n < 12; n++) sum += this.next();
    return sum;
  }

  /** How often something with this mean number of times happened. */
  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.gaussian()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count++;
    return count;
  }
}

/** A seed of its own for each name, so that one unit's randomness does not depend on another's. */
export function seedOf(name: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** A disturbance that comes and goes (Ornstein-Uhlenbeck): mean 0, spread `sigma`, forgotten after about `tau` seconds. */
export function wobble(value: number, dt: number, tau: number, sigma: number, random: Random): number {
  const kept = Math.exp(-dt / tau);
  return value * kept + sigma * Math.sqrt(1 - kept * kept) * random.gaussian();
}

/** First-order lag: what is left of the way to `target` shrinks to 1/e in `tau` seconds. */
export function relax(value: number, target: number, dt: number, tau: number): number {
  return target + (value - target) * Math.exp(-dt / tau);
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
