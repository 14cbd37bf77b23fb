import type { SeriesView } from "@plantroom/model/api/types.ts";
import { gapsIn, holdAfter } from "./gaps.ts";

/** A state that held from one time to another; `mixed`: it changed within a bucket. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly value: string | boolean | "mixed";
}

/** What was heard live of a state. */
export interface LiveState {
  readonly at: number;
  readonly value: number | string | boolean;
}

interface Word {
  readonly at: number;
  readonly value: Span["value"] | undefined;
}

/**
 * A state holds until the next word of it, and no longer than is usual between two words. Where a bucket's lowest and highest
 * differ, the state changed within it: it is mixed until the bucket's last word.
 */
export function spansOf(
  view: SeriesView,
  tail: readonly LiveState[],
  until: number,
  point: { readonly intervalSeconds: number },
): Span[] {
  const words = wordsOf(view, tail);
  const times = words.map(({ at }) => at);
  const least = Math.max(point.intervalSeconds, view.resolutionSeconds) * 1_000;
  const gaps = new Set(gapsIn(times, least));
  const spans: Span[] = [];
  words.forEach(({ at, value }, index) => {
    const next = times[index + 1];
    const to =
      next === undefined
        ? Math.min(until, at + holdAfter(times, least))
        : gaps.has(index + 1)
          ? Math.min(next, at + least)
          : next;
    if (value === undefined || to <= at) return;
    const last = spans.at(-1);
    if (last && last.value === value && last.to === at) spans[spans.length - 1] = { ...last, to };
    else spans.push({ from: at, to, value });
  });
  return spans;
}

function wordsOf(view: SeriesView, tail: readonly LiveState[]): Word[] {
  const words: Word[] = [];
  const bucket = view.resolutionSeconds * 1_000;
  view.samples.forEach(([time, value], index) => {
    const at = Date.parse(time);
    const changed = bucket > 0 && view.low?.[index] !== view.high?.[index];
    const begin = Math.max(Math.floor(at / bucket) * bucket, (words.at(-1)?.at ?? Number.NEGATIVE_INFINITY) + 1);
    if (changed && begin < at) words.push({ at: begin, value: "mixed" });
    words.push({ at, value: stateOf(value) });
  });
  const last = words.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return [...words, ...tail.filter(({ at }) => at > last).map(({ at, value }) => ({ at, value: stateOf(value) }))];
}

function stateOf(value: number | string | boolean | null): Span["value"] | undefined {
  if (value === null) return undefined;
  return typeof value === "number" ? value > 0 : value;
}

/** The state at a moment. */
export function stateAt(spans: readonly Span[], at: number): Span["value"] | undefined {
  return spans.find((span) => span.from <= at && at < span.to)?.value;
}
