import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { Catchers, Keep } from "@plantroom/model/laboratory/scores.ts";
import { iso, second } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import type { Question } from "./question.ts";

const most = 500;

export interface Recorded {
  /** In order of time. */
  readonly alarms: readonly Alarm[];
  readonly more: boolean;
}

/** What was in fact raised by the rule, at the equipment asked. */
export async function recordedAlarms(
  database: Database,
  { site, period: { from, to }, draft, equipment }: Question,
): Promise<Recorded> {
  const asked = new Set(equipment.map(({ id }) => id));
  const rows = await database
    .selectFrom("alarms")
    .select("document")
    .where("site", "=", site.id)
    .where("rule", "=", draft.id)
    .where("raisedAt", "<", to)
    .where((is) => is.or([is("closedAt", "is", null), is("closedAt", ">=", from)]))
    .orderBy("raisedAt")
    .execute();
  const alarms = rows
    .map(({ document }) => JSON.parse(document) as Alarm)
    .filter((alarm) => asked.has(alarm.equipment) && (alarm.clearedAt ?? to) >= from);
  return { alarms: alarms.slice(0, most), more: alarms.length > most };
}

export function keepOf({ equipment, conditionSince, clearedAt, raisedAt }: Alarm): Keep {
  return { equipment, from: conditionSince, to: clearedAt, raisedAt };
}

/** A recorded alarm beside what draft and version in force would have made of it. */
export function recordedView(alarm: Alarm, draft: Catchers, active: Catchers | undefined) {
  const { id, equipment, priority, verification = "unverified", occurrences, ruleVersion } = alarm;
  const verdict = (of: Catchers) => {
    const catcher = of.of(keepOf(alarm));
    return {
      caught: catcher !== undefined,
      lateSeconds: catcher ? (catcher.raisedAt - alarm.raisedAt) / second : null,
    };
  };
  return {
    ...{ id, equipment, priority, verification, occurrences, ruleVersion },
    conditionSince: iso(alarm.conditionSince),
    raisedAt: iso(alarm.raisedAt),
    clearedAt: alarm.clearedAt === undefined ? null : iso(alarm.clearedAt),
    draft: verdict(draft),
    active: active ? verdict(active) : null,
  };
}
