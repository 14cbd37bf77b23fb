/** How many rounds a fault test goes: PLANTROOM_FAULT_ROUNDS. */
export const rounds = Number(process.env.PLANTROOM_FAULT_ROUNDS || 20);

/** A run's dice: PLANTROOM_FAULT_SEED repeats one that failed. */
export class Dice {
  readonly seed = Number(process.env.PLANTROOM_FAULT_SEED || Math.floor(Math.random() * 2 ** 31));
  #state = this.seed;

  /** From 0 up to, not with, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  oneOf<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.between(0, choices.length - 1)] ?? choices[0];
  }
}
