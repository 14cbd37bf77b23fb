import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { gravity } from "@plantroom/model/alarms/priority.ts";
import { type Plan, planOf, takenAs } from "@plantroom/model/escalation/plan.ts";
import { type EscalationPolicy, type EscalationStep, policyFor } from "@plantroom/model/escalation/policy.ts";
import type { MessageKind } from "@plantroom/model/notifications/message.ts";
import { momentOf } from "@plantroom/model/on-call/duty.ts";
import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { Insertable, Selectable } from "kysely";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";
import type { EscalationsTable, NoticesTable } from "../database/tables/notifications.ts";
import { silencedUntil } from "../notifications/silences.ts";
import { isAttended } from "./attended.ts";
import { receiversOf } from "./receivers.ts";
import type { World } from "./world.ts";

/** Raised again so soon after it had returned by itself, the escalation goes on where it was, and nobody is told again. */
const flapHold: Milliseconds = 5 * minute;
/** So long what is not critical waits for others of the same cause, and for being suppressed by it. */
const settle: Milliseconds = 3 * second;
const atOnce = 100;

type Row = Selectable<EscalationsTable>;
type Notice = Insertable<NoticesTable>;

/** Takes every step that is due, in transactions of a hundred alarms; answers how many escalations it looked at. */
export async function escalate(
  database: Database,
  load: (transaction: DatabaseTransaction) => Promise<World>,
  now: Instant,
): Promise<number> {
  let looked = 0;
  for (;;) {
    const count = await database.transaction().execute(async (transaction) => {
      const rows = await dueRows(transaction, now);
      if (rows.length > 0) await take(transaction, await load(transaction), rows, now);
      return rows.length;
    });
    looked += count;
    if (count < atOnce) return looked;
  }
}

/** Whether any escalation has to be looked at. */
export async function isAnyDue(database: Database, now: Instant): Promise<boolean> {
  return (await dueRows(database, now, 1)).length > 0;
}

/** What began in a time to come, before the clock was set back, is looked at too. */
function dueRows(database: Database, now: Instant, most = atOnce): Promise<Row[]> {
  return database
    .selectFrom("escalations")
    .selectAll()
    .where("endedAt", "is", null)
    .where(({ eb, or }) => or([eb("dueAt", "<=", now), eb("startedAt", ">", now)]))
    .orderBy("id")
    .limit(most)
    .execute();
}

async function take(transaction: DatabaseTransaction, world: World, rows: readonly Row[], now: Instant): Promise<void> {
  const documents = await transaction
    .selectFrom("alarms")
    .select(["id", "document"])
    .where("id", "in", [...new Set(rows.map(({ alarm }) => alarm))])
    .execute();
  const alarms = new Map(documents.map(({ id, document }) => [id, JSON.parse(document) as Alarm]));
  const notices: Notice[] = [];
  for (const row of rows) {
    const alarm = alarms.get(row.alarm);
    const begun =
      row.startedAt === null
        ? await begin(transaction, row, now)
        : { startedAt: Math.min(row.startedAt, now), taken: takenBy(row) };
    const policy = alarm && policyFor(world.policies, alarm.site);
    const plan: Plan = alarm
      ? planOf(alarm, policy, {
          ...{ now, ...begun },
          attended: alarm.regions.acknowledged && (await isAttended(transaction, alarm)),
          silencedUntil: silencedUntil(world.silences, alarm),
          replayed: world.estate.site(alarm.site)?.clock === "device",
        })
      : { kind: "ended", reason: "closed" };
    const steps = plan.kind === "going" ? plan.steps : [];
    if (alarm && policy) notices.push(...steps.flatMap((step) => noticesOf(world, { row, alarm, policy, step }, now)));
    await transaction
      .updateTable("escalations")
      .set({
        startedAt: begun.startedAt,
        taken: JSON.stringify([...begun.taken, ...steps.map(({ id }) => takenAs(alarm?.priority ?? "low", id))]),
        policy: policy?.id ?? null,
        dueAt: plan.kind === "ended" ? null : (plan.nextAt ?? null),
        endedAt: plan.kind === "ended" ? now : null,
        reason: plan.kind === "going" ? null : plan.reason,
      })
      .where("id", "=", row.id)
      .execute();
  }
  for (const chunk of chunksOf(notices, 100)) await transaction.insertInto("notices").values(chunk).execute();
}

/** The first look: what went before for the same alarm is over, or goes on in this one. */
async function begin(transaction: DatabaseTransaction, row: Row, now: Instant) {
  await transaction
    .updateTable("escalations")
    .set({ endedAt: now, dueAt: null, reason: "superseded" })
    .where("alarm", "=", row.alarm)
    .where("id", "<", row.id)
    .where("endedAt", "is", null)
    .execute();
  const last = await transaction
    .selectFrom("escalations")
    .selectAll()
    .where("alarm", "=", row.alarm)
    .where("id", "<", row.id)
    .where("startedAt", "is not", null)
    .orderBy("id", "desc")
    .executeTakeFirst();
  const goesOn = last?.reason === "returned" && (last.endedAt ?? 0) >= now - flapHold;
  return goesOn
    ? { startedAt: Math.min(last.startedAt ?? now, now), taken: takenBy(last) }
    : { startedAt: now, taken: [] };
}

function takenBy({ taken }: Pick<Row, "taken">): readonly string[] {
  return JSON.parse(taken) as string[];
}

interface Taken {
  readonly row: Row;
  readonly alarm: Alarm;
  readonly policy: EscalationPolicy;
  readonly step: EscalationStep;
}

function noticesOf(world: World, { row, alarm, policy, step }: Taken, now: Instant): Notice[] {
  const { site, priority } = alarm;
  const rank = gravity(priority);
  const dueAt =
    step.when === "digest"
      ? nextAt(policy.digestAt, world.estate.site(site)?.timeZone ?? "UTC", now)
      : now + (priority === "critical" ? 0 : settle);
  return receiversOf(world, step.targets, { site, priority, now }).map(({ withheld, ...receiver }) => ({
    ...{ escalation: row.id, alarm: alarm.id, site, step: step.id, kind: kindOf(step), at: now },
    ...{ ...receiver, gravity: rank, dueAt, delivery: null },
    state: withheld === undefined ? "waiting" : "withheld",
    reason: withheld ?? null,
  }));
}

function kindOf({ when, afterSeconds }: EscalationStep): MessageKind {
  if (when === "unacknowledged") return afterSeconds === 0 ? "raised" : "escalated";
  return when;
}

/** The next time that a site's clock shows this. */
function nextAt(time: string, timeZone: string, now: Instant): Instant {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const moment = momentOf(today, time, timeZone);
  return moment > now ? moment : momentOf(today.add({ days: 1 }), time, timeZone);
}
