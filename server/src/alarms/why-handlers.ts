import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { AlarmWhy, RuleStanding } from "@plantroom/model/api/types.ts";
import { leavesOf } from "@plantroom/model/rules/condition.ts";
import { type DetectionStep, detect } from "@plantroom/model/rules/detect.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { iso } from "@plantroom/model/time.ts";
import type { Handlers } from "../http/handler.ts";
import type { Books } from "../rules/books.ts";
import type { WatchedRule } from "../rules/watched-rule.ts";
import { visibleEquipment } from "../sites/visible.ts";
import { type AlarmDesk, seen } from "./desk.ts";
import { findIncident } from "./incident-repository.ts";
import { findMode } from "./mode-repository.ts";
import { findAlarm, journalOf } from "./repository.ts";
import { causeView, evidenceView, incidentView, isoOf, lineView, modeView, viewOf } from "./view.ts";

type WhyRoutes = "GET /api/alarms/{id}/why" | "GET /api/equipment/{site}/{equipment}/rules";

/** Why and why not: what the judge sees at this moment, beside what it saw then. */
export function whyHandlers({ database, estate }: AlarmDesk, books: () => Books): Handlers<WhyRoutes> {
  return {
    "GET /api/alarms/{id}/why": async ({ params: { id }, person }) => {
      const alarm = seen(books().alarms.get(id) ?? (await findAlarm(database, id)), id, person);
      const incident = alarm.incident === undefined ? undefined : await findIncident(database, alarm.incident);
      const mode = alarm.mode && (await findMode(database, alarm.mode.id));
      const watched = books().judge.estate.find(alarm.site, alarm.equipment, alarm.rule);
      const rule = watched?.rule ?? books().ruleOf(alarm.rule);
      return {
        alarm: viewOf(alarm),
        rule: rule ? { ...rule } : null,
        ruleIsCurrent: rule?.version === alarm.ruleVersion,
        now: watched ? lookView(watched, look(books(), watched)) : null,
        timers: alarm.state === "normal" ? [] : timersOf(books(), alarm),
        incident: incident ? incidentView(incident) : null,
        mode: mode ? modeView(mode) : null,
        journal: (await journalOf(database, id)).map(lineView),
      };
    },
    "GET /api/equipment/{site}/{equipment}/rules": async ({ params, person }) => {
      const { site, id } = visibleEquipment(estate, person, params.site, params.equipment);
      const state = books().judge.estate.equipment(site, id);
      return { items: (state?.rules ?? []).map((watched) => standingOf(books(), watched)), next: null };
    },
  };
}

function timersOf(books: Books, alarm: Alarm): AlarmWhy["timers"] {
  return books.annunciator.timersOf(alarm).map(({ kind, at }) => ({ kind, at: iso(at) }));
}

/** What the rule would say if it was asked now; it changes nothing. */
function look({ judge }: Books, { rule, detection, owner }: WatchedRule): DetectionStep {
  return detect(rule, detection, owner, judge.timeOf(owner.site), judge.wall);
}

function lookView(
  { detection }: WatchedRule,
  { reason, dueAt, evidence }: DetectionStep,
): NonNullable<AlarmWhy["now"]> {
  return {
    phase: detection.phase,
    reason,
    since: isoOf(detection.since),
    dueAt: isoOf(dueAt),
    evidence: evidence.map(evidenceView),
  };
}

function standingOf(books: Books, watched: WatchedRule): RuleStanding {
  const { rule, owner } = watched;
  const step = look(books, watched);
  const site = owner.site.id;
  const alarm = books.alarms.find({ site, equipment: owner.id, rule: rule.id });
  const mode = books.modes.covering(site, owner.id, rule)[0];
  const causes = books.annunciator.causesAt(site, owner.id, rule);
  return {
    rule: rule.id,
    version: rule.version,
    priority: step.priority,
    lifeSafety: rule.lifeSafety,
    ...lookView(watched, step),
    margin: marginOf(rule, step),
    ...(alarm && { alarm: alarm.id, state: alarm.state }),
    suppressions: causes.map(causeView),
    ...(mode && { mode: { id: mode.id, kind: mode.kind } }),
  };
}

/** How far the first value with a limit is from it; negative beyond. Undefined where the rule has no such limit. */
function marginOf({ when }: Rule, { evidence }: DetectionStep): number | undefined {
  const seen = evidence.find(({ limit, value }) => limit !== undefined && typeof value === "number");
  if (seen?.limit === undefined || typeof seen.value !== "number") return undefined;
  const leaf = leavesOf(when).find((one) => "point" in one && one.point === seen.point);
  if (leaf?.kind === "above") return seen.limit - seen.value;
  if (leaf?.kind === "below") return seen.value - seen.limit;
  return undefined;
}
