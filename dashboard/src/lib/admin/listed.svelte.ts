/** A list of the server, page by page: `load` begins anew, `more` goes on where the last page ended. */
export class Listed<T> {
  readonly #ask: (
    cursor: string | undefined,
  ) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>;
  #items = $state.raw<readonly T[] | undefined>();
  #next = $state.raw<string | null>(null);
  #problem = $state.raw<unknown>();
  #busy = $state(false);
  #turn = 0;

  constructor(
    ask: (cursor: string | undefined) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>,
  ) {
    this.#ask = ask;
  }

  /** Undefined until the first answer. */
  get items(): readonly T[] | undefined {
    return this.#items;
  }
  get hasMore(): boolean {
    return this.#next !== null;
  }
  get problem(): unknown {
    return this.#problem;
  }
  get busy(): boolean {
    return this.#busy;
  }

  async load(): Promise<void> {
    await this.#page(undefined);
  }

  async more(): Promise<void> {
    if (this.#next !== null && !this.#busy) await this.#page(this.#next);
  }

  async #page(cursor: string | undefined): Promise<void> {
    const turn = ++this.#turn;
    this.#busy = true;
    try {
      const { items, next } = await this.#ask(cursor);
      // A later question overtook this one.
      if (turn !== this.#turn) return;
      this.#items = cursor === undefined ? items : [...(this.#items ?? []), ...items];
      this.#next = next;
      this.#problem = undefined;
    } catch (problem) {
      if (turn === this.#turn) this.#problem = problem;
    }
    if (turn === this.#turn) this.#busy = false;
  }
}
