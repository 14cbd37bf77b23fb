import type { BacktestInput } from "@plantroom/model/api/types.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { day, hour, iso, minute, second } from "@plantroom/model/time.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import type { Call } from "../http/handler.ts";
import { MemoryReadings } from "../readings/memory.ts";
import type { StoredReading } from "../readings/store.ts";
import { RuleBook } from "../rule-book/book.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { laboratoryHandlers } from "./handlers.ts";

const start = Date.UTC(2026, 10, 2);
const text = { en: "T", "zh-Hant": "T", "zh-Hans": "T" };
const rule: Rule = {
  ...{ id: "T-1", version: 1, state: "active", name: text, types: ["booster-pump-set"], priority: "medium" },
  when: { kind: "below", point: "tank_level", limit: 40, deadband: 2 },
  ...{ onDelaySeconds: 20, offDelaySeconds: 0, latching: false, lifeSafety: false, respondWithinMinutes: 10 },
  ...{ consequence: text, cause: text, action: text, provenance: "test" },
  workOrder: { type: "corrective", title: text, failureClass: "level" },
};
const { version: _, state: __, types, ...rest } = rule;
const draft = { ...rest, types: [...types] };
const estate = new MemoryEstate();
estate.apply({
  sites: [{ id: "harbour", name: "Harbour", timeZone: "UTC", clock: "wall", currency: "TWD" }],
  equipment: ["pump-1", "pump-2"].map((id) => ({ site: "harbour", id, type: "booster-pump-set", name: id })),
});

let store: MemoryReadings;
let database: Database;
let book: RuleBook;
let now: number;

beforeEach(async () => {
  now = start + 2 * day;
  store = new MemoryReadings();
  database = await openDatabase(":memory:", "");
  book = await RuleBook.load({ database, estate, pack: [{ rule, examples: [] }] }, start);
  return () => database.destroy();
});

/** One value every ten seconds. */
const write = (values: readonly number[], from = start, equipment = "pump-1") =>
  store.replay(
    values.map((value, i): StoredReading => {
      const at = from + i * 10 * second;
      return {
        ...{ site: "harbour", equipment, point: "tank_level", at, receivedAt: at, value },
        ...{ quality: "good", order: 0 },
      };
    }),
  );
const many = (value: number, times: number) => Array.from({ length: times }, () => value);
const ask = (input: Partial<BacktestInput> = {}, isGone = () => false, sites?: string[]) => {
  const handlers = laboratoryHandlers({ store, book, database, estate, clock: new HandClock(now), retentionDays: 400 });
  const which = input.id === undefined ? { rule: draft } : {};
  return handlers["POST /api/rules/backtest"]({
    params: undefined,
    query: undefined,
    body: {
      ...{ site: "harbour", from: iso(start), to: iso(start + day), suggest: false, equipment: [] },
      ...which,
      ...input,
    },
    person: { username: "engineer", name: "E", roles: ["supervisor"], sites },
    origin: { address: "", session: undefined, setSession: () => undefined, isGone },
  } as Call<"POST /api/rules/backtest">);
};
const at = (seconds: number) => iso(start + seconds * second);

describe("what a rule would have done", () => {
  test("raises, clears and the figures, beside the version in force", async () => {
    await write([...many(50, 6), ...many(35, 12), ...many(50, 6), ...many(30, 3)]);
    const found = await ask({ rule: { ...draft, onDelaySeconds: 60 } });
    expect(found.draft.occurrences).toEqual([
      {
        ...{ equipment: "pump-1", priority: "medium", conditionSince: at(60), raisedAt: at(120), clearedAt: at(180) },
        ...{ seconds: 60, point: "tank_level", value: 35, worst: 35, limit: 40 },
      },
      expect.objectContaining({ conditionSince: at(240), raisedAt: at(300), clearedAt: null, seconds: 86_400 - 300 }),
    ]);
    expect(found.draft.totals).toEqual({
      ...{ alarms: 2, perDay: 2, activeSeconds: 60 + 86_100, longestSeconds: 86_100, workOrders: 1 },
      ...{ floods: 0, chattering: 0, fleeting: 0 },
    });
    expect(found.active?.version).toBe(1);
    expect(found.active?.occurrences.map(({ raisedAt }) => raisedAt)).toEqual([at(80), at(260)]);
    expect(found.equipment).toEqual([
      { equipment: "pump-1", samples: 27, first: at(0), last: at(260) },
      { equipment: "pump-2", samples: 0, first: null, last: null },
    ]);
    expect(found).toMatchObject({ samplesRead: 27, points: ["tank_level"], resolutionSeconds: 0, notes: [] });
  });

  test("a rule of the book by its code is the version in force", async () => {
    await write([...many(35, 12), 50]);
    const { draft: one, active } = await ask({ id: "T-1" });
    expect(one).toEqual(active);
    expect(one).toMatchObject({ version: 1, totals: { alarms: 1 } });
  });

  test("a site's own numbers hold for the version in force", async () => {
    await book.change("T-1", { kind: "override", site: "harbour", values: { "when.limit": 30 }, reason: "r" }, "", {
      ...{ by: "engineer", at: start },
    });
    await write([...many(35, 12), 50]);
    const found = await ask();
    expect([found.draft.totals.alarms, found.active?.totals.alarms]).toEqual([1, 0]);
  });

  test("what stood before the period is known at its beginning, and no future is made up", async () => {
    await write([35], start - 30 * day);
    now = start + hour;
    const found = await ask();
    expect(found.to).toBe(iso(now));
    expect(found.draft.totals).toMatchObject({ alarms: 0, activeSeconds: 3_600 });
    expect(found.notes).toEqual(["no-history"]);
  });

  test("where readings are forgotten, quarter hours are judged, and it is said", async () => {
    await write(many(35, 2 * 360));
    now = start + 401 * day;
    await store.forget(start + day);
    const found = await ask();
    expect(found).toMatchObject({ resolutionSeconds: 900, notes: ["quarter-hours"], draft: { totals: { alarms: 1 } } });
    expect(found.draft.occurrences[0]?.raisedAt).toBe(at(20));
  });

  test("suggestions keep what lasts and remove the repeats", async () => {
    // Twenty dips of 40 s, two hours of real shortage.
    const dips = Array.from({ length: 20 }, () => [...many(50, 20), ...many(38, 4)]).flat();
    await write([...dips, ...many(50, 20), ...many(30, 720), ...many(50, 20)]);
    const { suggestions } = await ask({ suggest: true });
    expect(suggestions).toMatchObject({ keeps: "lasting", keepMinutes: 10, kept: 1, repeats: 20, truncated: false });
    const best = suggestions?.candidates.filter((one) => one.best).map(({ path, value }) => [path, value]);
    expect(best).toContainEqual(["onDelaySeconds", 60]);
    expect(suggestions?.candidates.find(({ path, value }) => path === "onDelaySeconds" && value === 60)).toEqual({
      ...{ kind: "on-delay", path: "onDelaySeconds", value: 60, alarms: 1, removed: 1, missed: 0, lateSeconds: 40 },
      best: true,
    });
  });

  test("recorded alarms with what was said of them decide what has to stay", async () => {
    await write([...many(50, 20), ...many(38, 4), ...many(50, 20), ...many(30, 720)]);
    const alarm = {
      ...{ id: "a-1", site: "harbour", equipment: "pump-1", rule: "T-1", ruleVersion: 1, priority: "medium" },
      ...{ conditionSince: start + 200_000, raisedAt: start + 220_000, clearedAt: start + 240_000 },
      ...{ verification: "true", occurrences: 1, state: "closed" },
    };
    await database
      .insertInto("alarms")
      .values({
        ...{ id: "a-1", site: "harbour", equipment: "pump-1", rule: "T-1", gravity: 2, state: "closed", open: 0 },
        ...{ raisedAt: alarm.raisedAt, closedAt: alarm.clearedAt, incident: null, mode: null },
        document: JSON.stringify(alarm),
      })
      .execute();
    const found = await ask({ rule: { ...draft, onDelaySeconds: 30 }, suggest: true });
    expect(found.recorded.alarms).toMatchObject([
      {
        ...{ id: "a-1", verification: "true", raisedAt: at(220) },
        ...{ draft: { caught: true, lateSeconds: 10 }, active: { caught: true, lateSeconds: 0 } },
      },
    ]);
    expect(found.suggestions).toMatchObject({ keeps: "judged-true", kept: 1, repeats: 1 });
    const slow = found.suggestions?.candidates.find(({ path, value }) => path === "onDelaySeconds" && value === 60);
    expect(slow).toMatchObject({ missed: 1, best: false });
  });
});

describe("what cannot be answered", () => {
  test.each([
    ["a point that is not there", { rule: { ...draft, when: { ...rule.when, point: "nothing" } } }, "rule-invalid"],
    ["a draft without a condition", { rule: { id: "T-1", types: ["booster-pump-set"] } }, "rule-invalid"],
    ["a period that is too long", { to: iso(start + 401 * day) }, "period-invalid"],
    ["a period that ends before it begins", { to: iso(start - minute) }, "period-invalid"],
    ["another's site", { site: "elsewhere" }, "not-found"],
    ["equipment that is not there", { equipment: ["pump-9"] }, "not-found"],
    ["a rule that is not there", { id: "T-9" }, "not-found"],
  ])("%s", async (_name, input, code) => {
    await expect(ask(input)).rejects.toMatchObject({ code });
  });

  test("more readings than there is room for", async () => {
    store.counts = async (series) => series.map(() => 3_000_001);
    await expect(ask()).rejects.toMatchObject({ code: "backtest-too-much", values: { limit: 3_000_000 } });
  });

  test("nobody who waits any more", async () => {
    await write(many(35, 10));
    await expect(ask({}, () => true)).rejects.toMatchObject({ code: "laboratory-busy" });
  });

  test("more than two at once wait; with six waiting others are sent away", async () => {
    const handlers = laboratoryHandlers({
      store,
      book,
      database,
      estate,
      clock: new HandClock(now),
      retentionDays: 400,
    });
    const call = {
      params: { id: "T-1" },
      query: { site: "harbour", from: iso(start), to: iso(start + day), suggest: false },
      person: { username: "engineer", name: "E", roles: ["supervisor"] },
      origin: { address: "", session: undefined, setSession: () => undefined },
    } as unknown as Call<"GET /api/rules/{id}/backtest">;
    const all = await Promise.allSettled(
      Array.from({ length: 9 }, () => handlers["GET /api/rules/{id}/backtest"](call)),
    );
    expect(all.map(({ status }) => status)).toEqual([...many(0, 8).map(() => "fulfilled"), "rejected"]);
    expect(all[8]).toMatchObject({ reason: { code: "laboratory-busy" } });
  });
});
