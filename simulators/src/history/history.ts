import { demoHistory } from "@plantroom/model/demo/estate.ts";
import { type Instant, minute, second } from "@plantroom/model/time.ts";
import type { ReadingsPayload } from "@plantroom/model/topics/topics.ts";
import { type Readings, readingsOf } from "../estate/readings.ts";
import type { EstateState } from "../estate/state.ts";
import { stepEstate } from "../estate/step.ts";
import { silentEquipment } from "../live/faulty-links.ts";

/** A stretch of the past that is to be told: from a state of the estate, every quarter of an hour in [from, to]. */
export interface Past {
  readonly start: EstateState;
  readonly from: Instant;
  readonly to: Instant;
}

export interface HistoryMessage {
  readonly equipment: string;
  readonly readings: readonly ReadingsPayload[];
}

const { resolution } = demoHistory;
const coarsest = minute;
const perDay = 96;
const perMessage = 24;

/** The same physics in steps of up to a minute. */
export function runTo(state: EstateState, to: Instant): EstateState {
  let next = state;
  while (next.at < to) next = stepEstate(next, Math.min(coarsest, to - next.at) / second);
  return next;
}

/** How many messages a past becomes. */
export function messagesIn({ start, from, to }: Past): number {
  const snapshots = Math.max(0, Math.floor(to / resolution) - Math.ceil(from / resolution) + 1);
  const whole = Math.floor(snapshots / perDay) * Math.ceil(perDay / perMessage);
  const rest = Math.ceil((snapshots % perDay) / perMessage);
  return (whole + rest) * tellers(readingsOf(start), start).length;
}

/** The messages of a past, day by day, and in each day equipment by equipment, so that time runs forward for each of them. */
export function* messagesOf(past: Past): Generator<HistoryMessage> {
  let state = past.start;
  let snapshots: { at: Instant; readings: Readings }[] = [];
  for (let at = Math.ceil(past.from / resolution) * resolution; at <= past.to; at += resolution) {
    state = runTo(state, at);
    snapshots.push({ at, readings: readingsOf(state) });
    if (snapshots.length < perDay && at + resolution <= past.to) continue;
    for (const equipment of tellers(snapshots[0]?.readings ?? {}, past.start)) {
      for (let n = 0; n < snapshots.length; n += perMessage) {
        const part = snapshots.slice(n, n + perMessage);
        yield {
          equipment,
          readings: part.map(({ at: time, readings }) => ({ at: time, values: readings[equipment] ?? {} })),
        };
      }
    }
    snapshots = [];
  }
}

/** A meter that was silent then has no past to tell. */
function tellers(readings: Readings, start: EstateState): string[] {
  const silent = silentEquipment(start.faults);
  return Object.keys(readings).filter((equipment) => !silent.has(equipment));
}
