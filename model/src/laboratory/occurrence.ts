import type { Evidence } from "../alarms/alarm.ts";
import { gravity, type Priority } from "../alarms/priority.ts";
import type { Simulation } from "../rules/simulate.ts";
import { day, type Instant, type Milliseconds, minute, second } from "../time.ts";
import { targets } from "../work-orders/work-order.ts";

/** One alarm that a rule would have raised. */
export interface Occurrence {
  readonly equipment: string;
  readonly conditionSince: Instant;
  readonly raisedAt: Instant;
  /** Undefined: it stood at the end of the period. */
  readonly clearedAt: Instant | undefined;
  /** The gravest it had. */
  readonly priority: Priority;
  /** What was seen at the raise, what decided first. */
  readonly seen: Evidence | undefined;
  readonly worst: Evidence | undefined;
}

/** `[from, to)`. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** Alarms of a simulation that lie within a period, or reach into it. */
export function occurrencesOf(equipment: string, { transitions, worst }: Simulation, period: Period): Occurrence[] {
  const found: Occurrence[] = [];
  let open: Occurrence | undefined;
  const close = (one: Occurrence) => {
    if (one.raisedAt < period.to && (one.clearedAt ?? period.to) > period.from) found.push(one);
  };
  for (const { at, change, priority, conditionSince = at, evidence, worst: furthest } of transitions) {
    if (change === "raised") {
      open = {
        equipment,
        conditionSince,
        raisedAt: at,
        clearedAt: undefined,
        priority,
        seen: evidence[0],
        worst: undefined,
      };
    } else if (open && change === "priority") {
      if (gravity(priority) < gravity(open.priority)) open = { ...open, priority };
    } else if (open) {
      close({ ...open, clearedAt: at, worst: furthest });
      open = undefined;
    }
  }
  if (open) close({ ...open, worst });
  return found;
}

/** Milliseconds of it within the period. */
export function lengthWithin({ raisedAt, clearedAt }: Occurrence, { from, to }: Period): Milliseconds {
  return Math.max(0, Math.min(clearedAt ?? to, to) - Math.max(raisedAt, from));
}

export interface Totals {
  readonly alarms: number;
  readonly perDay: number;
  readonly activeSeconds: number;
  readonly longestSeconds: number;
  readonly workOrders: number;
  readonly floods: number;
  readonly chattering: number;
  readonly fleeting: number;
}

/** What people are spared of short alarms (domain A6). */
const fleetingBelow: Milliseconds = 30 * second;
/** So many raises of one equipment in a minute (domain A6). */
const chatteringFrom = 3;
const floodAbove = 10;
const floodEndsBelow = 5;
const floodWindow: Milliseconds = 10 * minute;

/** Figures of occurrences in order of time; `asksForWork`: every alarm asks for a work order of one failure class. */
export function totalsOf(occurrences: readonly Occurrence[], period: Period, asksForWork: boolean): Totals {
  const raised = occurrences.filter(({ raisedAt }) => raisedAt >= period.from);
  const lengths = occurrences.map((one) => lengthWithin(one, period));
  return {
    alarms: raised.length,
    perDay: raised.length / ((period.to - period.from) / day),
    activeSeconds: lengths.reduce((sum, length) => sum + length, 0) / second,
    longestSeconds: lengths.reduce((longest, length) => Math.max(longest, length), 0) / second,
    workOrders: asksForWork ? workOrdersOf(raised) : 0,
    floods: floodsOf(raised.map(({ raisedAt }) => raisedAt)),
    chattering: chatteringOf(raised),
    fleeting: raised.filter(
      ({ raisedAt, clearedAt }) => clearedAt !== undefined && clearedAt - raisedAt < fleetingBelow,
    ).length,
  };
}

/** Further alarms attach to the open order; one is taken to be open until it has to be finished. */
function workOrdersOf(raised: readonly Occurrence[]): number {
  const openUntil = new Map<string, Instant>();
  let orders = 0;
  for (const { equipment, raisedAt, priority } of raised) {
    if (raisedAt < (openUntil.get(equipment) ?? Number.NEGATIVE_INFINITY)) continue;
    orders++;
    openUntil.set(equipment, raisedAt + targets[priority].resolveMinutes * minute);
  }
  return orders;
}

function floodsOf(times: readonly Instant[]): number {
  let floods = 0;
  let flooded = false;
  let first = 0;
  times.forEach((at, last) => {
    while ((times[first] ?? at) < at - floodWindow) first++;
    const recent = last - first + 1;
    // Before this one, it may have grown quiet.
    if (flooded && recent - 1 < floodEndsBelow) flooded = false;
    if (flooded || recent <= floodAbove) return;
    flooded = true;
    floods++;
  });
  return floods;
}

function chatteringOf(raised: readonly Occurrence[]): number {
  const perMinute = new Map<string, number>();
  for (const { equipment, raisedAt } of raised) {
    const key = `${equipment} ${Math.floor(raisedAt / minute)}`;
    perMinute.set(key, (perMinute.get(key) ?? 0) + 1);
  }
  return perMinute
    .values()
    .filter((count) => count >= chatteringFrom)
    .toArray().length;
}
