import type { Actor } from "@plantroom/model/alarms/kpi/figures.ts";
import { address } from "../api/request.ts";

interface Period {
  readonly from: number | string;
  readonly to: number | string;
}
const iso = (at: number | string) => new Date(at).toISOString();

/** A rule at an equipment, tried on what has happened. */
export function laboratoryLink({ rule, site, equipment }: Omit<Actor, "count">, { from, to }: Period): string {
  return address("/laboratory", {}, { rule, site, equipment, from: iso(from), to: iso(to) });
}

export function ruleLink(rule: string): string {
  return `/rules/${encodeURIComponent(rule)}`;
}

export function timelineLink(at: string | undefined, { from, to }: Period, equipment?: string): string {
  return address("/alarms/timeline", {}, { at, equipment, from: iso(from), to: iso(to) });
}
