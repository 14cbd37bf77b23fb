import { setImmediate as breathe } from "node:timers/promises";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Replay } from "@plantroom/model/rules/simulate.ts";
import { day, type Instant, type Milliseconds, second } from "@plantroom/model/time.ts";

/** Others are answered at least so often. */
const slice: Milliseconds = 15;
/** Of judging, for one question. */
const longest: Milliseconds = 30 * second;

/** Keeps a long piece of work from holding up the judge. */
export class Pace {
  readonly #isGone: () => boolean;
  #began = performance.now();
  #worked = 0;

  constructor(isGone: () => boolean) {
    this.#isGone = isGone;
  }

  /** Milliseconds judged so far. */
  get worked(): Milliseconds {
    return this.#worked + performance.now() - this.#began;
  }

  /** What was waited for is no work. */
  start(): void {
    this.#began = performance.now();
  }

  stop(): void {
    this.#worked = this.worked;
    this.#began = performance.now();
  }

  /** Throws `backtest-too-long`, and where nobody waits any more. */
  async replay(replay: Replay, from: Instant, to: Instant): Promise<void> {
    for (let at = Math.min(to, from + day); ; at = Math.min(to, at + day)) {
      replay.advance(at);
      if (at === to) return;
      await this.breathe();
    }
  }

  async breathe(): Promise<void> {
    if (this.#isGone()) throw new Problem("laboratory-busy", { seconds: 1 });
    if (this.worked > longest) throw new Problem("backtest-too-long", { seconds: longest / second });
    if (performance.now() - this.#began < slice) return;
    this.stop();
    await breathe();
    this.start();
  }
}
