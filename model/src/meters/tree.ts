import type { DeviceType, Metering } from "../device-types/device-type.ts";
import type { Equipment } from "../sites/equipment.ts";

/** A meter with the meters of the same medium directly downstream of it. */
export interface MeterNode {
  readonly equipment: Equipment;
  readonly metering: Metering;
  readonly children: readonly MeterNode[];
}

/**
 * The main meters of one medium, each with what lies behind it, in the order of the list. A meter is a main meter when its
 * parent is no meter of that medium. Meters in a cycle of parents are left out; `checkTree` reports them.
 */
export function meterTree(
  equipment: readonly Equipment[],
  typeOf: (id: string) => DeviceType | undefined,
  medium: Metering["medium"],
): MeterNode[] {
  const meters = equipment.flatMap((one) => {
    const metering = typeOf(one.type)?.metering;
    return metering?.medium === medium ? [{ one, metering }] : [];
  });
  const ids = new Set(meters.map(({ one }) => one.id));
  const below = (parent: string | undefined): MeterNode[] =>
    meters
      .filter(({ one }) => (one.parent !== undefined && ids.has(one.parent) ? one.parent : undefined) === parent)
      .map(({ one, metering }) => ({ equipment: one, metering, children: below(one.id) }));
  return below(undefined);
}

/** Every meter of a tree, each before those behind it. */
export function flatten(nodes: readonly MeterNode[]): MeterNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

/** What the meters directly behind a meter leave unexplained: losses, loads without a meter, errors. */
export interface Remainder {
  readonly amount: number;
  /** More was counted behind the meter than by it: a wrong ratio, wiring or parent. */
  readonly negative: boolean;
  /** Every meter behind it was known; else the amount holds what the unknown ones counted. */
  readonly complete: boolean;
}

/** Null for a meter without any behind it, and where its own consumption or all of theirs is unknown. */
export function remainder(own: number | null, behind: readonly (number | null)[]): Remainder | null {
  const known = behind.filter((one) => one !== null);
  if (own === null || known.length === 0) return null;
  const explained = known.reduce((sum, one) => sum + one, 0);
  const amount = own - explained;
  // A rounding difference of decimal fractions is not a finding.
  const negative = amount < -1e-9 * Math.max(1, Math.abs(own), explained);
  return { amount, negative, complete: known.length === behind.length };
}
