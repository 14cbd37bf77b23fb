import { day, hour, type Instant, minute } from "../../time.ts";
import { type AlarmLine, isAnnunciation } from "../line.ts";
import type { AlarmState } from "../machine.ts";
import type { AlarmStanding } from "../standing.ts";
import { Actors } from "./actors.ts";
import type { AlarmKpis } from "./figures.ts";
import { type Flood, floodsOf, type Told } from "./floods.ts";
import { mostStaleAtOnce, Nuisance } from "./nuisance.ts";
import { quantile } from "./quantile.ts";
import { daysOf, distributionOf, type Period, peakWithin, perSlot, shareAbove } from "./rates.ts";
import { Response } from "./response.ts";
import { type KpiId, kpiIds, standingOf } from "./targets.ts";
import { Worth } from "./worth.ts";

const week = 7 * day;
type AsideState = keyof AlarmKpis["aside"];
/** With so few rules that speak, ten of them are all. */
const fewRules = 10;

/** Figures of domain A6: a fold over the journal of a period, in the order of time. Drills and tests are left out. */
export class KpiFold {
  readonly #period: Period;
  readonly #told: Told[] = [];
  readonly #actors = new Actors();
  readonly #nuisance: Nuisance;
  readonly #response: Response;
  readonly #worth = new Worth();
  /** Of alarms that are put aside now, how. */
  readonly #putAside = new Map<string, string>();
  readonly #aside = { shelved: 0, suppressed: 0, "out-of-service": 0 };

  /** `before`: what stood at the beginning. */
  constructor(period: Period, before: ReadonlyMap<string, AlarmStanding> = new Map()) {
    const real = before
      .values()
      .filter(({ rehearsal }) => !rehearsal)
      .toArray();
    this.#period = period;
    this.#nuisance = new Nuisance(real);
    this.#response = new Response(real);
    for (const { alarm, state } of real) if (isAside(state)) this.#putAside.set(alarm, state);
  }

  take(line: AlarmLine): void {
    if (line.rehearsal) return;
    this.#nuisance.take(line);
    this.#response.take(line);
    this.#worth.take(line);
    if (line.to !== line.from) this.#moveAside(line);
    if (!isAnnunciation(line)) return;
    const { at, alarm, site, equipment, rule } = line;
    this.#told.push({ at, alarm, site, equipment, rule });
    this.#actors.add(line);
  }

  /** `withOrder`: alarms with a work order. */
  figures(withOrder: ReadonlySet<string> = new Set()): AlarmKpis {
    const { to } = this.#period;
    const instants = this.#told.map(({ at }) => at);
    const slots = perSlot(instants, this.#period, 10 * minute);
    const floods = floodsOf(this.#told, to);
    const stale = this.#nuisance.staleUntil(to);
    const priorities = this.#response.figures(to);
    const verified = this.#worth.verified();
    const useful = this.#worth.useful(withOrder);
    const topTen = this.#actors.topTen();
    const answered = this.#response.answered();
    const { cleared } = this.#response;
    const inTime = priorities.reduce((sum, one) => sum + one.inTime, 0);
    const late = priorities.reduce((sum, one) => sum + one.late, 0);
    const judged = verified.true + verified.false + verified.nuisance;
    const grave = priorities.slice(0, 2).reduce((sum, { annunciated }) => sum + annunciated, 0);
    const values: Record<KpiId, number | null> = {
      ...this.#rates(instants, slots),
      ...this.#floodRates(floods),
      "chattering-per-week": this.#perWeek(this.#nuisance.chattering.total),
      fleeting: this.#nuisance.fleeting.total,
      stale: mostStaleAtOnce(stale, this.#period.from),
      "top-ten": this.#actors.rules <= fewRules ? null : topTen.reduce((sum, { share }) => sum + share, 0),
      "grave-share": part(grave, instants.length),
      "acknowledged-in-time": part(inTime, inTime + late),
      "acknowledge-median": quantile(answered, 0.5),
      "acknowledge-p90": quantile(answered, 0.9),
      "clear-median": quantile(cleared, 0.5),
      "clear-p90": quantile(cleared, 0.9),
      "false-alarms": part(verified.false, judged),
      useful: part(useful.useful, useful.all),
    };
    return {
      annunciated: instants.length,
      values: Object.fromEntries(
        kpiIds.map((id) => [id, { value: values[id], standing: standingOf(id, values[id]) }]),
      ) as unknown as AlarmKpis["values"],
      days: daysOf(slots, this.#period),
      distribution: distributionOf(slots),
      priorities,
      floods,
      topTen,
      chattering: this.#nuisance.chattering.list(),
      fleeting: this.#nuisance.fleeting.list(),
      stale,
      aside: this.#asideFigures(),
      verified,
      useful,
    };
  }

  #rates(instants: readonly Instant[], slots: readonly number[]) {
    const { from, to } = this.#period;
    const per = (length: number) => (to > from ? (instants.length * length) / (to - from) : null);
    return {
      "per-10-minutes": per(10 * minute),
      "per-hour": per(hour),
      "per-day": per(day),
      "peak-10-minutes": peakWithin(instants, 10 * minute),
      "peak-hour": peakWithin(instants, hour),
      "peak-minute": peakWithin(instants, minute),
      "slots-above-10": shareAbove(slots, 10),
      "hours-above-30": shareAbove(perSlot(instants, this.#period, hour), 30),
    };
  }

  #floodRates(floods: readonly Flood[]) {
    const { from, to } = this.#period;
    const flooded = floods.reduce((sum, flood) => sum + Math.min(flood.to ?? to, to) - flood.from, 0);
    return { "flood-time": part(flooded, to - from), "floods-per-week": this.#perWeek(floods.length) };
  }

  /** What happens within less than a week is not made more of. */
  #perWeek(count: number): number {
    const { from, to } = this.#period;
    return count / Math.max(1, (to - from) / week);
  }

  #moveAside({ alarm, from, to }: AlarmLine): void {
    if (isAside(from)) this.#putAside.delete(alarm);
    if (!isAside(to)) return;
    this.#putAside.set(alarm, to);
    this.#aside[to]++;
  }

  #asideFigures(): AlarmKpis["aside"] {
    const all = [...this.#putAside.values()];
    const standing = (state: string) => all.filter((one) => one === state).length;
    const of = (state: AsideState) => ({ times: this.#aside[state], standing: standing(state) });
    return { shelved: of("shelved"), suppressed: of("suppressed"), "out-of-service": of("out-of-service") };
  }
}

/** The figures of lines in the order of time. */
export function kpisOf(
  lines: Iterable<AlarmLine>,
  period: Period,
  before?: ReadonlyMap<string, AlarmStanding>,
): AlarmKpis {
  const fold = new KpiFold(period, before);
  for (const line of lines) fold.take(line);
  return fold.figures();
}

function part(some: number, all: number): number | null {
  return all > 0 ? some / all : null;
}

function isAside(state: AlarmState): state is AsideState {
  return state === "shelved" || state === "suppressed" || state === "out-of-service";
}
