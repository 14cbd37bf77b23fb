/** What is known of a year: `published` by the authority, `provisional` (reckoned from the law before it was published), or `edited` here. */
export const certainties = ["published", "provisional", "edited"] as const;
export type Certainty = (typeof certainties)[number];

export interface CalendarYear {
  readonly year: number;
  readonly certainty: Certainty;
  /** Where the dates come from. */
  readonly source: string;
  /** Days off that fall on a weekday, and holidays on a weekend; `2026-02-16`. */
  readonly daysOff: readonly string[];
  /** Saturdays and Sundays that are worked in exchange (調休、補班). */
  readonly makeUpDays: readonly string[];
}

/** Working days of a country or company. A year that it does not know is Monday to Friday. */
export interface WorkCalendar {
  readonly id: string;
  readonly name: string;
  readonly years: readonly CalendarYear[];
}

/** Whether a date (`2026-02-16`, weekday 1 for Monday to 7) is worked. */
export function isWorkingDay(calendar: WorkCalendar | undefined, date: string, weekday: number): boolean {
  const year = calendar?.years.find((one) => one.year === Number(date.slice(0, 4)));
  if (year?.makeUpDays.includes(date)) return true;
  if (year?.daysOff.includes(date)) return false;
  return weekday <= 5;
}
