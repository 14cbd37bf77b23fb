import { leavesOf, silenceSeconds } from "@plantroom/model/rules/condition.ts";
import { type Reach, reachOf } from "@plantroom/model/rules/reach.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import { hour, type Milliseconds, second } from "@plantroom/model/time.ts";
import type { Estate } from "../sites/estate.ts";

/** An equipment and what is asked of it. */
export interface Asked {
  readonly equipment: Equipment;
  readonly points: readonly string[];
}

/** Everything that rules ask at one equipment. */
export interface Kin {
  readonly subject: Asked;
  readonly parent: Asked | undefined;
  readonly children: readonly Asked[];
  readonly siblings: readonly Asked[];
}

export function kinOf(estate: Estate, equipment: Equipment, rules: readonly Rule[]): Kin {
  const reaches = rules.map(({ when }) => reachOf(when));
  const points = (of: (reach: Reach) => readonly string[]) => [...new Set(reaches.flatMap(of))];
  const all = estate.equipmentOf(equipment.site);
  const { parent } = equipment;
  const asked = (of: (reach: Reach) => readonly string[]) => (one: Equipment) => ({
    equipment: one,
    points: points(of),
  });
  const askingOf = (of: (reach: Reach) => readonly string[], list: () => readonly Equipment[]) =>
    points(of).length === 0 ? [] : list().map(asked(of));
  const hears = rules.some(({ when }) => leavesOf(when).some((leaf) => leaf.kind === "no-data"));
  const own = points((reach) => reach.points);
  const declared = hears ? Object.keys(estate.deviceType(equipment.type)?.points ?? {}) : [];
  return {
    // What waits for silence hears every point.
    subject: { equipment, points: [...new Set([...own, ...declared])] },
    parent: askingOf(
      (reach) => [...reach.parentPoints, ...reach.parentNeeds.map(({ point }) => point)],
      () => all.filter(({ id }) => id === parent),
    )[0],
    children: askingOf(
      (reach) => reach.childPoints,
      () => all.filter((one) => one.parent === equipment.id),
    ),
    siblings: askingOf(
      (reach) => reach.siblingPoints,
      () =>
        all.filter(
          (one) =>
            parent !== undefined && one.parent === parent && one.type === equipment.type && one.id !== equipment.id,
        ),
    ),
  };
}

/** How long before the period a rule has to look, so that it begins as it would have stood. */
export function warmUp(rules: readonly Rule[]): Milliseconds {
  const seconds = rules.flatMap((rule) => {
    const { needs, parentNeeds } = reachOf(rule.when);
    const windows = [...needs, ...parentNeeds].map(({ windowSeconds = 0 }) => windowSeconds);
    const stuck = leavesOf(rule.when).map((leaf) => (leaf.kind === "stuck" ? leaf.seconds : 0));
    return [...windows, ...stuck, silenceSeconds(rule.when)].map((one) => one + rule.onDelaySeconds);
  });
  return Math.max(hour, 2 * Math.max(0, ...seconds) * second);
}
