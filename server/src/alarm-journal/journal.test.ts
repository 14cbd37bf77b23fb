import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import { normalRegions } from "@plantroom/model/alarms/machine.ts";
import type { RouteKey } from "@plantroom/model/api/routes.ts";
import { routes } from "@plantroom/model/api/routes.ts";
import { day, hour, iso, minute } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { saveAlarms } from "../alarms/repository.ts";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { alarmJournalHandlers } from "./handlers.ts";

const start = Date.UTC(2026, 2, 2, 8);
const clock = new HandClock(start + day);
const everybody = { username: "chen", name: "C", roles: ["operator"] } as const;
const guest = { ...everybody, username: "guest", sites: ["elsewhere"] } as const;
const text = (en: string) => ({ en, "zh-Hant": en, "zh-Hans": en });

let database: Database;
let handlers: ReturnType<typeof alarmJournalHandlers>;
beforeEach(async () => {
  database = await openDatabase(":memory:", "");
  const estate = new MemoryEstate();
  estate.apply({
    sites: ["harbour", "elsewhere"].map((id) => ({
      ...{ id, name: id, timeZone: "Asia/Taipei", clock: "wall" as const, currency: "TWD" },
    })),
    equipment: [
      { site: "harbour", id: "set-1", type: "booster-set", name: "Booster set" },
      { site: "harbour", id: "pump-1", type: "booster-pump", name: "=cmd|pump", parent: "set-1" },
      { site: "elsewhere", id: "pump-1", type: "booster-pump", name: "Pump" },
    ],
  });
  handlers = alarmJournalHandlers({ database, estate, clock, ruleNames: () => [["PMP-01", text("Low pressure")]] });
});
afterEach(() => database.destroy());

/** As the server does: the query is read by the route's schema, the answer has to fit it. */
async function ask<K extends Extract<RouteKey, keyof typeof handlers>>(key: K, query: object = {}, person = everybody) {
  const route = routes[key];
  const call = { query: route.query.parse(query), person };
  return route.response.parse(await (handlers[key] as (call: unknown) => Promise<unknown>)(call)) as Awaited<
    ReturnType<(typeof handlers)[K]>
  >;
}

const alarmOf = (id: string, site: string, rest: Partial<Alarm> = {}): Alarm => ({
  ...{ id, site, equipment: "pump-1", rule: "PMP-01", ruleVersion: 1, priority: "high", lifeSafety: false },
  ...{ latching: false, regions: normalRegions, state: "unacknowledged", conditionSince: start, raisedAt: start },
  ...{ occurrences: 1, evidence: [], verification: "unverified", ...rest },
});
const lineOf = (alarm: Alarm, minutes: number, rest: Partial<AlarmLine> = {}): AlarmLine => ({
  ...{ alarm: alarm.id, site: alarm.site, equipment: alarm.equipment, rule: alarm.rule, priority: alarm.priority },
  ...{ at: start + minutes * minute, event: "raised", from: "normal", to: "unacknowledged", by: "system" },
  ...{ rehearsal: false, ...rest },
});
const seen = {
  event: "acknowledged",
  from: "unacknowledged",
  to: "acknowledged",
  by: "chen",
  note: "=1+1, 100% sure",
} as const;
const over = { event: "cleared", from: "acknowledged", to: "normal" } as const;

const here = alarmOf("a", "harbour", { state: "normal", closedAt: start + 20 * minute });
const there = alarmOf("b", "elsewhere");
const hidden = alarmOf("c", "harbour", { state: "suppressed", equipment: "set-1", rule: "PMP-02", priority: "low" });
const reason = { reason: "mains-failure" };

async function write() {
  await database
    .transaction()
    .execute((transaction) =>
      saveAlarms(
        transaction,
        [here, there, hidden],
        [
          lineOf(here, 0),
          lineOf(here, 5, seen),
          lineOf(there, 6),
          lineOf(hidden, 7, { event: "suppressed", to: "suppressed", detail: reason }),
          lineOf(here, 20, over),
        ],
      ),
    );
}

describe("search", () => {
  beforeEach(write);
  const found = async (query: object, person?: typeof everybody) =>
    (await ask("GET /api/alarm-journal", query, person)).items.map(({ alarm, event }) => `${alarm} ${event}`);

  test.each([
    [{}, ["a cleared", "c suppressed", "b raised", "a acknowledged", "a raised"]],
    [{ site: "elsewhere" }, ["b raised"]],
    [{ equipment: "set-1" }, ["c suppressed"]],
    [{ rule: "PMP-02" }, ["c suppressed"]],
    [{ priority: "low,medium" }, ["c suppressed"]],
    [{ by: "chen" }, ["a acknowledged"]],
    [{ event: "raised,acknowledged" }, ["b raised", "a acknowledged", "a raised"]],
    [{ state: "suppressed,normal" }, ["a cleared", "c suppressed"]],
    [{ reason: "mains-failure" }, ["c suppressed"]],
    [{ text: "100% SURE" }, ["a acknowledged"]],
    [{ text: "100_" }, []],
    [{ text: "low pressure", site: "elsewhere" }, ["b raised"]],
    [{ text: "booster set" }, ["c suppressed"]],
    [{ from: iso(start + 5 * minute), to: iso(start + 7 * minute) }, ["b raised", "a acknowledged"]],
  ])("%j", async (query, lines) => expect(await found(query)).toEqual(lines));

  test("nobody reads of a foreign site", async () => {
    expect(await found({}, guest as never)).toEqual(["b raised"]);
    await expect(found({ site: "harbour" }, guest as never)).rejects.toMatchObject({ code: "not-found" });
  });

  test("page by page, each line once", async () => {
    const all: number[] = [];
    let cursor: string | null | undefined;
    do {
      const { items, next } = await ask("GET /api/alarm-journal", { limit: 2, ...(cursor && { cursor }) });
      all.push(...items.map(({ id }) => id));
      cursor = next;
    } while (cursor !== null);
    expect(all).toEqual([5, 4, 3, 2, 1]);
  });

  test("the table says what was asked, in the site's zone, and holds no formula", async () => {
    const table = await ask("GET /api/alarm-journal.csv", { site: "harbour", by: "chen", locale: "zh-Hant" });
    const rows = table.split("\r\n");
    expect(rows[0]).toBe("\uFEFF警報日誌");
    expect(rows.slice(1, 3)).toEqual(["時區,Asia/Taipei", "查詢條件,site=harbour; by=chen"]);
    expect(rows[5]).toBe(
      "2026-03-02 16:05:00.000,UTC+08:00,harbour,pump-1,'=cmd|pump,PMP-01,Low pressure,high,acknowledged," +
        'unacknowledged,acknowledged,chen,,"\'=1+1, 100% sure",,a',
    );
    const lines = (await ask("GET /api/alarm-journal.jsonl", { site: "harbour" })).trimEnd().split("\n");
    const { items } = await ask("GET /api/alarm-journal", { site: "harbour" });
    expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(items)));
  });

  test("a zone that there is not is refused", () =>
    expect(ask("GET /api/alarm-journal.csv", { zone: "Atlantis/Old" })).rejects.toMatchObject({
      code: "request-invalid",
    }));
});

describe("looking back", () => {
  beforeEach(write);
  const stood = async (minutes: number, query: object = {}) =>
    (await ask("GET /api/alarm-standings", { at: iso(start + minutes * minute), ...query })).items.map(
      ({ alarm, state }) => `${alarm} ${state}`,
    );

  test("what stood at an instant", async () => {
    expect(await stood(-1)).toEqual([]);
    expect(await stood(4)).toEqual(["a unacknowledged"]);
    expect(await stood(10)).toEqual(["b unacknowledged", "a acknowledged", "c suppressed"]);
    expect(await stood(20)).toEqual(["b unacknowledged", "c suppressed"]);
  });

  test("of an equipment with its parts", async () => {
    expect(await stood(10, { site: "harbour", equipment: "set-1" })).toEqual(["a acknowledged", "c suppressed"]);
    expect(await stood(10, { site: "harbour", equipment: "pump-1" })).toEqual(["a acknowledged"]);
  });

  test("a timeline begins with what stood, and goes on with every line", async () => {
    await database
      .insertInto("presenceChanges")
      .values([
        { site: "harbour", equipment: "pump-1", at: start, presence: "online" },
        { site: "harbour", equipment: "pump-1", at: start + 6 * minute, presence: "offline" },
      ])
      .execute();
    const period = { from: iso(start + minute), to: iso(start + hour) };
    const timeline = await ask("GET /api/alarm-timeline", { ...period, site: "harbour" });
    expect(timeline.standings.map(({ alarm }) => alarm)).toEqual(["a"]);
    expect(timeline.lines.map(({ event }) => event)).toEqual(["acknowledged", "suppressed", "cleared"]);
    expect(timeline.presence.map(({ presence }) => presence)).toEqual(["online", "offline"]);
    expect(timeline.truncated).toBe(false);
  });
});

test("figures of a period, as far as it has passed", async () => {
  await write();
  const kpis = await ask("GET /api/alarm-kpis", { from: iso(start), to: iso(start + 30 * day), site: "harbour" });
  expect(kpis).toMatchObject({ annunciated: 1, to: iso(clock.now()) });
  expect(kpis.aside.suppressed).toEqual({ times: 1, standing: 1 });
  expect(kpis.priorities[1]).toMatchObject({ priority: "high", annunciated: 1, inTime: 1 });
  await expect(ask("GET /api/alarm-kpis", { from: iso(start), to: iso(start - 1) })).rejects.toMatchObject({
    code: "request-invalid",
  });
});
