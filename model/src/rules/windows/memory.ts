import type { PointValue } from "../../points/point.ts";
import { isJudged, type Quality } from "../../quality.ts";
import type { Instant } from "../../time.ts";
import { type KeptRun, Run } from "./run.ts";
import { type KeptWindow, Window } from "./window.ts";

/** What a rule needs remembered of a point. Two needs with one key are one memory. */
export interface Need {
  readonly key: string;
  readonly point: string;
  /** Absent: the run of equal values. */
  readonly windowSeconds?: number;
  /** Only these are counted in the window: samples of a value, or changes to it. */
  readonly counts?: { readonly of: "transitions" | "samples"; readonly values?: readonly PointValue[] | undefined };
  readonly tolerance?: number;
}

export function windowNeed(point: string, windowSeconds: number, counts?: Need["counts"]): Need {
  const counted = counts === undefined ? "" : ` ${counts.of} ${JSON.stringify(counts.values ?? null)}`;
  return { key: `${point} ${windowSeconds}${counted}`, point, windowSeconds, ...(counts && { counts }) };
}

export function runNeed(point: string, tolerance = 0): Need {
  return { key: `${point} ±${tolerance}`, point, tolerance };
}

interface Tracker {
  readonly need: Need;
  readonly window?: Window;
  readonly run?: Run;
  /** The newest value in order of time, for changes. */
  previous: readonly [Instant, PointValue] | undefined;
}

/** Kept across restarts, by key. */
export interface KeptMemory {
  readonly [key: string]: {
    readonly window?: KeptWindow;
    readonly run?: KeptRun;
    readonly previous?: readonly [Instant, PointValue];
  };
}

/** What rules need remembered of one equipment's points. */
export class PointMemory {
  readonly #byKey = new Map<string, Tracker>();
  readonly #byPoint = new Map<string, Tracker[]>();

  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  /** Remembers this from now on; what is already remembered stays. */
  need(needs: Iterable<Need>): void {
    for (const need of needs) {
      if (this.#byKey.has(need.key)) continue;
      const { windowSeconds, tolerance = 0 } = need;
      const kind = windowSeconds === undefined ? { run: new Run(tolerance) } : { window: new Window(windowSeconds) };
      const tracker: Tracker = { need, previous: undefined, ...kind };
      this.#byKey.set(need.key, tracker);
      const list = this.#byPoint.get(need.point);
      if (list) list.push(tracker);
      else this.#byPoint.set(need.point, [tracker]);
    }
  }

  /** Remembers only what is still needed. */
  keepOnly(needs: readonly Need[]): void {
    const keys = new Set(needs.map(({ key }) => key));
    for (const [key, tracker] of this.#byKey) {
      if (keys.has(key)) continue;
      this.#byKey.delete(key);
      const rest = (this.#byPoint.get(tracker.need.point) ?? []).filter((one) => one !== tracker);
      if (rest.length > 0) this.#byPoint.set(tracker.need.point, rest);
      else this.#byPoint.delete(tracker.need.point);
    }
    this.need(needs);
  }

  window(key: string): Window | undefined {
    return this.#byKey.get(key)?.window;
  }

  run(key: string): Run | undefined {
    return this.#byKey.get(key)?.run;
  }

  /** True when something was remembered. */
  take(point: string, at: Instant, value: PointValue, quality: Quality): boolean {
    const list = this.#byPoint.get(point);
    if (list === undefined || !isJudged(quality)) return false;
    for (const tracker of list) takeInto(tracker, at, value);
    return true;
  }

  clear(): void {
    for (const tracker of this.#byKey.values()) {
      tracker.window?.clear();
      tracker.run?.clear();
      tracker.previous = undefined;
    }
  }

  keep(): KeptMemory {
    const kept: { [key: string]: KeptMemory[string] } = {};
    for (const [key, { window, run, previous }] of this.#byKey) {
      kept[key] = {
        ...(window && { window: window.keep() }),
        ...(run?.state && { run: run.state }),
        ...(previous && { previous }),
      };
    }
    return kept;
  }

  /** What was kept of needs that are no more is dropped. */
  restore(kept: KeptMemory): void {
    for (const [key, one] of Object.entries(kept)) {
      const tracker = this.#byKey.get(key);
      if (!tracker) continue;
      if (one.window) tracker.window?.restore(one.window);
      if (one.run) tracker.run?.restore(one.run);
      tracker.previous = one.previous;
    }
  }
}

function takeInto(tracker: Tracker, at: Instant, value: PointValue): void {
  const { need, window, run } = tracker;
  run?.take(at, value);
  if (!window) return;
  const { counts } = need;
  if (counts === undefined) {
    if (typeof value !== "string") window.take(at, Number(value));
    return;
  }
  window.seen(at);
  const { previous } = tracker;
  const isLate = previous !== undefined && at < previous[0];
  if (!isLate) tracker.previous = [at, value];
  const isCounted = counts.values === undefined || counts.values.includes(value);
  if (counts.of === "samples") {
    if (isCounted) window.take(at, 1);
    // A change is told from the value before, which of a late sample nobody knows.
  } else if (isCounted && !isLate && previous !== undefined && previous[1] !== value) window.take(at, 1);
}
