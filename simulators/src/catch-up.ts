import { demoHistory } from "@plantroom/model/demo/estate.ts";
import { day, hour, type Instant, minute, second } from "@plantroom/model/time.ts";
import { type EstateState, initialEstate } from "./estate/state.ts";
import { stepEstate } from "./estate/step.ts";
import type { Past } from "./history/history.ts";

/** Where the estate stands when it goes live, and the past that has to be told for it. */
export interface CaughtUp {
  readonly estate: EstateState;
  readonly past?: Past;
}

type Run = (start: EstateState, to: Instant) => Promise<EstateState>;

const seed = 20_251;
const step = 0.5;
/** Shorter stops are stepped through as if there had been none; what was sent after the last save comes out the same. */
const shortStop = 10 * minute;
/** As long as the file may be behind what was sent. */
const unsaved = minute;

/** A first start: thirty days up to now. The hour before lets levels and temperatures settle. */
export async function beginEstate(now: Instant, run: Run): Promise<Required<CaughtUp>> {
  const { days, resolution } = demoHistory;
  const from = Math.floor(now / resolution) * resolution - days * day;
  const to = Math.floor(now / second) * second;
  const start = initialEstate(seed, from - hour);
  return { estate: await run(start, to), past: { start, from, to } };
}

/** A later start: the time away, in small steps when it was short, else as history. Nothing older than the history is made up. */
export async function continueEstate(kept: EstateState, now: Instant, run: Run): Promise<CaughtUp> {
  const oldest = now - demoHistory.days * day;
  const estate = kept.at < oldest ? { ...kept, at: Math.floor(oldest / second) * second } : kept;
  if (now - estate.at <= shortStop) return { estate: stepThrough(estate, now) };
  const start = stepThrough(estate, estate.at + unsaved);
  const to = Math.floor(now / second) * second;
  return { estate: await run(start, to), past: { start, from: start.at, to } };
}

function stepThrough(estate: EstateState, to: Instant): EstateState {
  let next = estate;
  while (next.at + step * second <= to) next = stepEstate(next, step);
  return next;
}
