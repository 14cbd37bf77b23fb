/** One clock for every age on the screen; ticks on the full second. */
class Clock {
  #now = $state(Date.now());

  constructor() {
    const tick = () => {
      this.#now = Date.now();
      setTimeout(tick, 1_000 - (Date.now() % 1_000));
    };
    if (globalThis.document) tick();
  }

  /** The browser's own time, in milliseconds; sites have theirs: `live.site(id).now`. */
  get now(): number {
    return this.#now;
  }
}

export const clock = new Clock();
