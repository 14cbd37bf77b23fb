import { setTimeout as sleep } from "node:timers/promises";
import { harbourCourt } from "@plantroom/model/demo/estate.ts";
import { formatTopic } from "@plantroom/model/topics/topics.ts";
import type { Lag } from "../live/lag.ts";
import { messagesIn, type Past } from "./history.ts";
import { batchesOf } from "./workers.ts";

/** A past that is being told, and how many of its messages are acknowledged. */
export interface Telling extends Past {
  readonly done: number;
}

/** The connection that the past goes out on. */
export interface Outlet {
  readonly connected: boolean;
  /** Resolves when the message is acknowledged; false when it never will be. */
  publish(topic: string, payload: string): Promise<boolean>;
}

export interface BackFillOptions {
  readonly link: Outlet;
  readonly lag: Pick<Lag, "worst">;
  readonly clock: () => number;
  readonly onProgress: (done: number, total: number) => void;
  readonly stopped: AbortSignal;
}

/** At most this share of the work in a second: behind the gateway there are readers that live messages must not wait for. */
const shortestSeconds = 90;
const fewestPerSecond = 40;
const batchSize = 16;
const mostUnderWay = 12;
/** Live messages may wait so long for their acknowledgement before the past gives way, in milliseconds. */
const patienceMs = 150;
const progressMs = 1_000;

/** Publishes what happened while nobody listened, in order of time, and only as fast as live messages are not held up. */
export class BackFill {
  readonly #options: BackFillOptions;
  #tellings: Telling[];
  #toldAt = 0;

  constructor(tellings: readonly Telling[], options: BackFillOptions) {
    this.#tellings = [...tellings];
    this.#options = options;
  }

  /** What is left to tell; empty when everything is acknowledged. */
  get tellings(): readonly Telling[] {
    return this.#tellings;
  }

  async run(): Promise<void> {
    const total = this.#tellings.reduce((sum, telling) => sum + messagesIn(telling), 0);
    let before = 0;
    const gapMs = 1_000 / Math.max(fewestPerSecond, total / shortestSeconds);
    for (let telling = this.#tellings[0]; telling !== undefined; telling = this.#tellings[0]) {
      const size = messagesIn(telling);
      await this.#tell(telling, gapMs, (done) => this.#progress(before + done, total));
      if (this.#options.stopped.aborted) return;
      before += size;
      this.#tellings = this.#tellings.slice(1);
    }
    this.#toldAt = 0;
    if (total > 0) this.#progress(total, total);
  }

  async #tell(telling: Telling, gapMs: number, progress: (done: number) => void): Promise<void> {
    const { link, clock, stopped } = this.#options;
    let { done } = telling;
    let nextAt = clock();
    const underWay = new Set<Promise<void>>();
    for await (const batch of batchesOf(telling, done, batchSize)) {
      for (const { equipment, readings } of batch) {
        nextAt = Math.max(nextAt + gapMs, clock() - gapMs);
        await this.#turn(nextAt, underWay);
        if (stopped.aborted) return;
        const topic = formatTopic({ site: harbourCourt.id, equipment, channel: "readings" });
        const one = link.publish(topic, JSON.stringify(readings)).then((isDone) => {
          underWay.delete(one);
          if (!isDone) return;
          done++;
          this.#tellings = [{ ...telling, done }, ...this.#tellings.slice(1)];
          progress(done);
        });
        underWay.add(one);
      }
    }
    await Promise.all(underWay);
  }

  /** Waits until it is time, the link is there, and live messages are answered quickly. */
  async #turn(at: number, underWay: ReadonlySet<Promise<void>>): Promise<void> {
    const { link, lag, clock, stopped } = this.#options;
    if (at > clock()) await sleep(at - clock());
    while (!stopped.aborted && (!link.connected || lag.worst > patienceMs)) await sleep(50);
    while (!stopped.aborted && underWay.size >= mostUnderWay) await Promise.race(underWay);
  }

  #progress(done: number, total: number): void {
    const now = this.#options.clock();
    if (now - this.#toldAt < progressMs) return;
    this.#toldAt = now;
    this.#options.onProgress(done, total);
  }
}
