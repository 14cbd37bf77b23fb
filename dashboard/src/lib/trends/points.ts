import type { NumberPoint, Point, Points } from "@plantroom/model/points/point.ts";

/** So many points at once, of so many units. */
export const mostPoints = 4;
export const mostUnits = 2;

/** Two key numbers, or what comes nearest to that. */
export function defaultPoints(points: Points): string[] {
  const drawable = Object.entries(points).filter(([, point]) => isDrawable(point));
  const numbers = drawable.filter((entry): entry is [string, NumberPoint] => entry[1].kind === "number");
  const gauges = numbers
    .filter(([, point]) => point.register === undefined)
    // What has a unit says more over time than a count.
    .toSorted(([, a], [, b]) => Number(a.unit === "") - Number(b.unit === ""));
  const keys = gauges.filter(([, point]) => point.key);
  const first = (list: readonly (readonly [string, Point])[], count: number) => list.slice(0, count).map(([id]) => id);
  if (keys.length > 0) return first(keys, 2);
  if (gauges.length > 0) return first(gauges, 1);
  return numbers.length > 0 ? first(numbers, 1) : first(drawable, 3);
}

/** From the URL: the points that exist and can be drawn together; undefined where it says nothing usable. */
export function readPoints(text: string | null, points: Points): string[] | undefined {
  if (text === null) return undefined;
  const chosen: string[] = [];
  for (const id of text.split(",")) {
    const point = points[id];
    if (point && isDrawable(point) && !chosen.includes(id) && canAdd(chosen, id, points)) chosen.push(id);
  }
  return chosen.length === 0 ? undefined : chosen;
}

export function isDrawable(point: Point): boolean {
  return point.kind !== "text";
}

/** Whether a further point finds a place: on one of two axes by its unit, states in strips below. */
export function canAdd(chosen: readonly string[], id: string, points: Points): boolean {
  if (chosen.length >= mostPoints) return false;
  const point = points[id];
  if (point?.kind !== "number") return true;
  const units = unitsOf(chosen, points);
  return units.includes(point.unit) || units.length < mostUnits;
}

/** Units of the numbers chosen, in the order of the axes. */
export function unitsOf(chosen: readonly string[], points: Points): string[] {
  const units = chosen.flatMap((id) => {
    const point = points[id];
    return point?.kind === "number" ? [point.unit] : [];
  });
  return [...new Set(units)];
}
