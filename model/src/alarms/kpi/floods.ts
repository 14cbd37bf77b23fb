import { type Instant, minute } from "../../time.ts";
import type { AlarmLine } from "../line.ts";

/** More than so many annunciated in 10 min begin a flood, fewer than so many end it (domain A6). */
const beginsAbove = 10;
const endsBelow = 5;
const window = 10 * minute;

/** What was annunciated, as floods look at it. */
export type Told = Pick<AlarmLine, "at" | "alarm" | "site" | "equipment" | "rule">;

export interface FloodMember {
  readonly site: string;
  readonly equipment: string;
  readonly rule: string;
  readonly count: number;
}

export interface Flood {
  /** The first of those that made it a flood. */
  readonly from: Instant;
  /** When so few were left of the last 10 min; undefined: it lasts. */
  readonly to?: Instant | undefined;
  readonly annunciated: number;
  /** The most within 10 min. */
  readonly peak: number;
  readonly firstOut: Told;
  /** The most frequent first. */
  readonly members: readonly FloodMember[];
}

/** Floods among what was annunciated, in the order of time; one that lasts at `until` has no end. */
export function floodsOf(told: readonly Told[], until: Instant): Flood[] {
  const floods: Flood[] = [];
  let begun: { readonly first: number; peak: number } | undefined;
  const close = (last: number, to: Instant | undefined) => {
    if (begun) floods.push(floodOf(told.slice(begun.first, last + 1), begun.peak, to));
    begun = undefined;
  };
  let oldest = 0;
  told.forEach(({ at }, index) => {
    const end = begun && endAfter(told, index - 1);
    if (end !== undefined && end <= at) close(index - 1, end);
    while ((told[oldest]?.at ?? at) <= at - window) oldest++;
    const recent = index - oldest + 1;
    if (begun) begun.peak = Math.max(begun.peak, recent);
    else if (recent > beginsAbove) begun = { first: oldest, peak: recent };
  });
  const end = begun && endAfter(told, told.length - 1);
  close(told.length - 1, end !== undefined && end <= until ? end : undefined);
  return floods;
}

/** When the last so many annunciations up to an index have grown older than the window, if nothing comes. */
function endAfter(told: readonly Told[], last: number): Instant | undefined {
  const kept = told[last - endsBelow + 1];
  return kept && kept.at + window;
}

function floodOf(told: readonly Told[], peak: number, to: Instant | undefined): Flood {
  const members = new Map<string, FloodMember>();
  for (const { site, equipment, rule } of told) {
    const key = `${site}/${equipment}/${rule}`;
    members.set(key, { site, equipment, rule, count: (members.get(key)?.count ?? 0) + 1 });
  }
  const [firstOut] = told as [Told];
  const { at, alarm, site, equipment, rule } = firstOut;
  return {
    from: at,
    to,
    annunciated: told.length,
    peak,
    firstOut: { at, alarm, site, equipment, rule },
    members: [...members.values()].sort((one, other) => other.count - one.count),
  };
}
