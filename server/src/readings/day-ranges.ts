import type { DayNumber } from "./grid.ts";

/** Days from the first to the last, both among them. */
export type DayRange = readonly [first: DayNumber, last: DayNumber];

/** Past it the two that lie nearest to each other become one: some days more than needed, never one less. */
const mostRanges = 64;

export function holdsDay(ranges: readonly DayRange[], day: DayNumber): boolean {
  return ranges.some(([first, last]) => day >= first && day <= last);
}

/** Ascending and apart from each other, as are those given. */
export function withDay(ranges: readonly DayRange[], day: DayNumber): readonly DayRange[] {
  if (holdsDay(ranges, day)) return ranges;
  const before = ranges.filter(([, last]) => last < day - 1);
  const after = ranges.filter(([first]) => first > day + 1);
  const beside = ranges.filter(([first, last]) => last === day - 1 || first === day + 1);
  const joined: DayRange = [
    Math.min(day, ...beside.map(([first]) => first)),
    Math.max(day, ...beside.map(([, last]) => last)),
  ];
  return bounded([...before, joined, ...after]);
}

export function withoutDay(ranges: readonly DayRange[], day: DayNumber): readonly DayRange[] {
  return ranges.flatMap(([first, last]): readonly DayRange[] => {
    if (day < first || day > last) return [[first, last]];
    const parts: readonly DayRange[] = [
      [first, day - 1],
      [day + 1, last],
    ];
    return parts.filter(([from, to]) => from <= to);
  });
}

function bounded(ranges: readonly DayRange[]): readonly DayRange[] {
  if (ranges.length <= mostRanges) return ranges;
  const gaps = ranges.slice(1).map(([first], i) => first - (ranges[i]?.[1] ?? first));
  const nearest = gaps.indexOf(Math.min(...gaps));
  return ranges.flatMap((one, i): readonly DayRange[] => {
    if (i === nearest) return [[one[0], ranges[i + 1]?.[1] ?? one[1]]];
    return i === nearest + 1 ? [] : [one];
  });
}
