import { type KpiId, type KpiStanding, type Target, targets } from "@plantroom/model/alarms/kpi/targets.ts";
import type { Locale } from "@plantroom/model/text.ts";
import { m } from "#messages";
import { intlLocale } from "../format/zone.ts";

export function kpiWords(id: KpiId): string {
  return {
    "per-10-minutes": m.alarm_journal_k_per_10_minutes,
    "per-hour": m.alarm_journal_k_per_hour,
    "per-day": m.alarm_journal_k_per_day,
    "peak-10-minutes": m.alarm_journal_k_peak_10_minutes,
    "peak-hour": m.alarm_journal_k_peak_hour,
    "peak-minute": m.alarm_journal_k_peak_minute,
    "slots-above-10": m.alarm_journal_k_slots_above_10,
    "hours-above-30": m.alarm_journal_k_hours_above_30,
    "flood-time": m.alarm_journal_k_flood_time,
    "floods-per-week": m.alarm_journal_k_floods_per_week,
    "chattering-per-week": m.alarm_journal_k_chattering_per_week,
    fleeting: m.alarm_journal_k_fleeting,
    stale: m.alarm_journal_k_stale,
    "top-ten": m.alarm_journal_k_top_ten,
    "grave-share": m.alarm_journal_k_grave_share,
    "acknowledged-in-time": m.alarm_journal_k_acknowledged_in_time,
    "acknowledge-median": m.alarm_journal_k_acknowledge_median,
    "acknowledge-p90": m.alarm_journal_k_acknowledge_p90,
    "clear-median": m.alarm_journal_k_clear_median,
    "clear-p90": m.alarm_journal_k_clear_p90,
    "false-alarms": m.alarm_journal_k_false_alarms,
    useful: m.alarm_journal_k_useful,
  }[id]();
}

export function kpiStandingWords(standing: KpiStanding): string {
  return {
    good: m.alarm_journal_good,
    watch: m.alarm_journal_watch,
    act: m.alarm_journal_act,
    none: m.alarm_journal_none,
  }[standing]();
}

/** `1.4`, `12 %`, `3:20`; a dash for nothing. */
export function figureWords(value: number | null, unit: Target["unit"], locale: Locale): string {
  if (value === null) return "–";
  if (unit === "seconds") return lengthOf(value);
  const options = { maximumFractionDigits: value < 10 ? 2 : 0 };
  const shares = { style: "percent", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(intlLocale[locale], unit === "share" ? shares : options).format(value);
}

/** `0:45`, `12:03`, `3:04:05`. */
function lengthOf(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (count: number) => String(count).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `Target ≤ 1 · act beyond 2`. */
export function targetWords(id: KpiId, locale: Locale): string {
  const { unit, better, target, limit, strict }: Target = targets[id];
  if (target === undefined) return "";
  const sign = better === "lower" ? (strict ? "<" : "≤") : strict ? ">" : "≥";
  const wanted = m.alarm_journal_target({ value: `${sign} ${figureWords(target, unit, locale)}` });
  if (limit === undefined) return wanted;
  const value = figureWords(limit, unit, locale);
  const due = better === "lower" ? m.alarm_journal_limit({ value }) : m.alarm_journal_limit_below({ value });
  return `${wanted} · ${due}`;
}
