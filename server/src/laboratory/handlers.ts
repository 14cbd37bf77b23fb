import type { Evidence } from "@plantroom/model/alarms/alarm.ts";
import type { BacktestInput, BacktestView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { lengthWithin, type Occurrence, totalsOf } from "@plantroom/model/laboratory/occurrence.ts";
import { Catchers } from "@plantroom/model/laboratory/scores.ts";
import { reachOf } from "@plantroom/model/rules/reach.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { day, iso, second } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import type { Person } from "../people/person.ts";
import { rollUpWidths } from "../readings/grid.ts";
import type { Period } from "../readings/period.ts";
import { whenAway } from "../readings/when-away.ts";
import type { RuleBook } from "../rule-book/book.ts";
import type { Estate } from "../sites/estate.ts";
import { Turns } from "../turns.ts";
import { questionOf } from "./question.ts";
import { keepOf, recordedAlarms, recordedView } from "./recorded.ts";
import { type Findings, run } from "./run.ts";
import type { PastStore } from "./series.ts";

export interface LaboratoryOptions {
  readonly store: PastStore;
  readonly book: RuleBook;
  readonly database: Database;
  readonly estate: Estate;
  readonly clock: Clock;
  /** Of readings. */
  readonly retentionDays: number;
}

const atOnce = 2;
const waitingAtMost = 6;
const mostOccurrences = 2_000;

/** Throws `laboratory-busy` when many wait already, and what a question can be wrong in. */
export function laboratoryHandlers(
  options: LaboratoryOptions,
): Handlers<"POST /api/rules/backtest" | "GET /api/rules/{id}/backtest"> {
  const { store, book, database, estate, clock, retentionDays } = options;
  const turns = new Turns(atOnce);
  let asked = 0;

  return {
    "POST /api/rules/backtest": ({ body, person, origin }) => inTurn(body, person, origin.isGone),
    "GET /api/rules/{id}/backtest": ({ params: { id }, query, person, origin }) =>
      inTurn({ ...query, id, equipment: query.equipment?.split(",") ?? [] }, person, origin.isGone),
  };

  async function inTurn(input: BacktestInput, person: Person, isGone = () => false): Promise<BacktestView> {
    if (asked >= atOnce + waitingAtMost) throw new Problem("laboratory-busy", { seconds: 10 });
    asked++;
    try {
      return await turns.take(() => whenAway(() => answer(input, person, isGone)));
    } finally {
      asked--;
    }
  }

  async function answer(input: BacktestInput, person: Person, isGone: () => boolean): Promise<BacktestView> {
    const now = clock.now();
    const question = questionOf(input, person, { book, estate, now });
    const { draft, active, period, site, version } = question;
    const recorded = await recordedAlarms(database, question);
    const findings = await run(question, { store, estate, forgottenBefore: now - (retentionDays - 1) * day, isGone });
    const { reader, attempts } = findings;
    const judged = recorded.alarms.filter(({ verification }) => verification === "true").map(keepOf);
    const ofDraft = new Catchers(findings.draft);
    const ofActive = findings.active && new Catchers(findings.active);
    return {
      ...{ rule: draft.id, site: site.id, from: iso(period.from), to: iso(period.to) },
      equipment: [...findings.equipment],
      points: [...reachOf(draft.when).points],
      draft: outcomeOf(draft, findings.draft, period, version),
      active: active && findings.active ? outcomeOf(active, findings.active, period, active.version) : null,
      recorded: {
        alarms: recorded.alarms.map((alarm) => recordedView(alarm, ofDraft, ofActive)),
        more: recorded.more,
      },
      suggestions: attempts?.view(findings.draft, judged) ?? null,
      samplesRead: reader.samplesRead,
      readMilliseconds: Math.round(findings.readMilliseconds),
      foldMilliseconds: Math.round(findings.foldMilliseconds),
      resolutionSeconds: reader.isCoarse ? rollUpWidths.quarter / second : 0,
      notes: notesOf(findings),
    };
  }
}

function outcomeOf(rule: Rule, all: readonly Occurrence[], period: Period, version: number | undefined) {
  return {
    ...(version !== undefined && { version }),
    totals: totalsOf(all, period, rule.workOrder !== undefined),
    occurrences: all.slice(0, mostOccurrences).map((one) => occurrenceView(one, period)),
    more: all.length > mostOccurrences,
  };
}

function occurrenceView(one: Occurrence, period: Period) {
  const { equipment, priority, seen, worst } = one;
  return {
    ...{ equipment, priority, seconds: lengthWithin(one, period) / second },
    conditionSince: iso(one.conditionSince),
    raisedAt: iso(one.raisedAt),
    clearedAt: one.clearedAt === undefined ? null : iso(one.clearedAt),
    ...(seen && seenView(seen)),
    ...(worst && { worst: worst.value }),
  };
}

function seenView({ point, value, limit }: Evidence) {
  return { point, value, ...(limit !== undefined && { limit }) };
}

function notesOf({ equipment, reader, asksPresence }: Findings): BacktestView["notes"] {
  return [
    ...(equipment.every(({ samples }) => samples === 0) ? (["no-history"] as const) : []),
    ...(reader.isCoarse ? (["quarter-hours"] as const) : []),
    ...(asksPresence ? (["presence-unknown"] as const) : []),
    ...(reader.lacksBaseline ? (["no-baseline"] as const) : []),
  ];
}
