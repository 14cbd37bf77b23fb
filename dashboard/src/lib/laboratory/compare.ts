import type { BacktestView } from "@plantroom/model/api/types.ts";

const figures = [
  "alarms",
  "perDay",
  "activeSeconds",
  "longestSeconds",
  "chattering",
  "fleeting",
  "floods",
  "workOrders",
  "caught",
  "missed",
] as const;
export type Figure = (typeof figures)[number];

/** One figure of the version in force and of the draft; undefined where there is no version in force. */
export interface Compared {
  readonly figure: Figure;
  readonly now: number | undefined;
  readonly draft: number;
}

/** The draft's figures beside those in force; caught and missed only where somebody has judged an alarm true. */
export function compared({ draft, active, recorded }: Pick<BacktestView, "draft" | "active" | "recorded">): Compared[] {
  const real = recorded.alarms.filter(({ verification }) => verification === "true");
  const judged = real.length > 0;
  const caught = (who: "draft" | "active") => real.filter((one) => one[who]?.caught).length;
  return figures.flatMap((figure): Compared[] => {
    if (figure === "caught" || figure === "missed") {
      if (!judged) return [];
      const count = (who: "draft" | "active") => (figure === "caught" ? caught(who) : real.length - caught(who));
      return [{ figure, now: active ? count("active") : undefined, draft: count("draft") }];
    }
    return [{ figure, now: active?.totals[figure], draft: draft.totals[figure] }];
  });
}

/** The equipment that speak most of the rule, at most so many: those are drawn. */
export function mostTroubled(
  { draft, active, recorded, equipment }: Pick<BacktestView, "draft" | "active" | "recorded" | "equipment">,
  most: number,
): string[] {
  const counts = new Map<string, number>();
  for (const one of [...draft.occurrences, ...(active?.occurrences ?? []), ...recorded.alarms]) {
    counts.set(one.equipment, (counts.get(one.equipment) ?? 0) + 1);
  }
  return equipment
    .filter(({ samples }) => samples > 0)
    .map((one) => one.equipment)
    .toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, most);
}
