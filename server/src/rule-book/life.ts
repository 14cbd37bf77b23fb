import type { RuleState } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { newestIn, type RuleChange, type RuleEntry, type RuleVersion, versionOf } from "./entry.ts";

export interface Signature {
  readonly by: string;
  readonly approvedBy?: string | undefined;
  readonly at: Instant;
}

/** Highly managed: what is judged of life safety is changed by two people (ISA-18.2; domain A1). */
export function needsTwo(entry: RuleEntry, change: RuleChange): boolean {
  const inForce = newestIn(entry, "active");
  if (change.kind !== "state") return inForce?.draft.lifeSafety === true;
  const version = versionOf(entry, change.version);
  const touchesForce = change.to === "active" || version?.state === "active";
  return touchesForce && (inForce?.draft.lifeSafety === true || version?.draft.lifeSafety === true);
}

/** The entry after the change. A version that comes into force retires the one before; one in shadow sends the other back. */
export function changed(entry: RuleEntry, change: RuleChange, signature: Signature): RuleEntry {
  const { proposal: _, ...rest } = entry;
  switch (change.kind) {
    case "state":
      return { ...rest, versions: entry.versions.map((one) => moved(one, change, signature)) };
    case "override": {
      const { site, values, reason } = change;
      const others = entry.overrides.filter((one) => one.site !== site);
      return { ...rest, overrides: [...others, { site, values, reason, by: signature.by, at: signature.at }] };
    }
    case "override-removed":
      return { ...rest, overrides: entry.overrides.filter((one) => one.site !== change.site) };
  }
}

/** What gives way to a version that takes its place. */
const givesWay: Partial<Record<RuleState, RuleState>> = { active: "retired", shadow: "draft" };

function moved(
  one: RuleVersion,
  { version, to }: RuleChange & { kind: "state" },
  { by, approvedBy, at }: Signature,
): RuleVersion {
  const state = one.version === version ? to : one.state === to ? givesWay[to] : undefined;
  return state === undefined ? one : { ...one, state, stateBy: by, approvedBy, stateAt: at };
}
