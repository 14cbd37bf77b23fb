import type { BacktestView } from "@plantroom/model/api/types.ts";
import type { Tunable } from "@plantroom/model/laboratory/tuning.ts";
import type { Locale } from "@plantroom/model/text.ts";
import { m } from "#messages";
import { numberText } from "../format/value.ts";
import { ageWords } from "../format/words.ts";
import type { Figure } from "./compare.ts";

export function tunableWords({ kind, side, level }: Tunable): string {
  const limit =
    side === undefined ? m.laboratory_limit : side === "above" ? m.laboratory_limit_above : m.laboratory_limit_below;
  const name = {
    "on-delay": m.laboratory_on_delay,
    "off-delay": m.laboratory_off_delay,
    samples: m.laboratory_minimum_samples,
    limit,
    times: m.laboratory_times,
    plus: m.laboratory_plus,
    deadband: m.laboratory_deadband,
    window: m.laboratory_window,
    seconds: m.laboratory_seconds,
    count: m.laboratory_count,
    distance: m.laboratory_distance,
    share: m.laboratory_share,
    mads: m.laboratory_mads,
  }[kind]();
  return level === undefined ? name : `${name} (${level})`;
}

/** Whether a number counts seconds. */
export function inSeconds({ kind }: Pick<Tunable, "kind">): boolean {
  return kind === "on-delay" || kind === "off-delay" || kind === "window" || kind === "seconds";
}

export function figureWords(figure: Figure): string {
  return {
    alarms: m.laboratory_alarms,
    perDay: m.laboratory_per_day,
    activeSeconds: m.laboratory_time_in_alarm,
    longestSeconds: m.laboratory_longest,
    chattering: m.laboratory_chattering,
    fleeting: m.laboratory_fleeting,
    floods: m.laboratory_floods,
    workOrders: m.laboratory_work_orders,
    caught: m.laboratory_caught,
    missed: m.laboratory_missed,
  }[figure]();
}

/** A figure as it is read: a time as a time, alarms a day with one digit. */
export function figureText(figure: Figure, value: number, locale: Locale): string {
  if (figure === "activeSeconds" || figure === "longestSeconds") return ageWords(value * 1_000);
  return numberText(value, figure === "perDay" ? 1 : 0, locale);
}

export function noteWords(note: BacktestView["notes"][number]): string {
  return {
    "no-history": m.laboratory_note_no_history,
    "quarter-hours": m.laboratory_note_quarter_hours,
    "presence-unknown": m.laboratory_note_presence_unknown,
    "no-baseline": m.laboratory_note_no_baseline,
  }[note]();
}

type Suggestions = NonNullable<BacktestView["suggestions"]>;

export function suggestionWords({ kind, value }: Suggestions["candidates"][number]): string {
  return {
    "on-delay": m.laboratory_suggest_on_delay,
    "off-delay": m.laboratory_suggest_off_delay,
    deadband: m.laboratory_suggest_deadband,
    limit: m.laboratory_suggest_limit,
  }[kind]({ value });
}
