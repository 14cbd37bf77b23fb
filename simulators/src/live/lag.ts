/** How long live messages wait for their acknowledgement. */
export class Lag {
  readonly #underWay = new Set<{ readonly sentAt: number }>();
  readonly #answered: { readonly at: number; readonly took: number }[] = [];
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  async measure(acknowledged: Promise<boolean>): Promise<void> {
    const mark = { sentAt: this.#clock() };
    this.#underWay.add(mark);
    const isDone = await acknowledged;
    this.#underWay.delete(mark);
    if (isDone) this.#answered.push({ at: this.#clock(), took: this.#clock() - mark.sentAt });
    if (this.#answered.length > remembered) this.#answered.splice(0, this.#answered.length - remembered);
  }

  /** The longest wait of the last two seconds, the one that still lasts included; milliseconds. */
  get worst(): number {
    const now = this.#clock();
    let worst = 0;
    for (const { sentAt } of this.#underWay) worst = Math.max(worst, now - sentAt);
    for (const { at, took } of this.#answered) if (now - at < windowMs) worst = Math.max(worst, took);
    return worst;
  }
}

const remembered = 500;
const windowMs = 2_000;
