import type { Condition } from "@plantroom/model/rules/condition.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { ruleOf, start, Timeline, type TimelineOptions } from "./timeline-fixture.ts";

const mean: Rule = ruleOf("MEAN", {
  when: {
    ...{ kind: "aggregate", point: "pressure", figure: "mean", windowSeconds: 120, side: "below", limit: 1 },
  },
});
const often = ruleOf("OFTEN", {
  when: { kind: "count", point: "trip", of: "transitions", values: [true], windowSeconds: 300, atLeast: 3 },
});
const stuck = ruleOf("STUCK", { when: { kind: "stuck", point: "level", seconds: 90 } });
const worded = ruleOf("WORDED", {
  when: { kind: "expression", cel: 'max(pressure, "2m") - min(pressure, "2m") > 1 || changes(trip, "3m") > 4' },
});
const stepped = ruleOf("STEPPED", {
  when: {
    ...{ kind: "levels", point: "pressure", deadband: 0.1 },
    levels: [
      { level: "lo", limit: 1, priority: "medium", onDelaySeconds: 30 },
      { level: "lolo", limit: 0.5, priority: "critical", onDelaySeconds: 45 },
    ],
  },
});
const overTime = [mean, often, stuck, worded, stepped];

describe("rules over time", () => {
  let open: Timeline | undefined;
  const timeline = async (options: TimelineOptions) => {
    open = await Timeline.start(options);
    return open;
  };
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  test("a window fires when it has been seen whole, and by time alone when it slides", async () => {
    const t = await timeline({ rules: [mean] });
    for (let at = 0; at <= 110; at += 10) await t.at(`${at}s`).publish("pump-1", { pressure: 0.2 });
    await t.at("117s").expectNone();
    await t.at("120s").expectAlarm("MEAN", { state: "unacknowledged", raisedAt: start + 118_000 });
    await t.at("121s").publish("pump-1", { pressure: 9 });
    await t.at("122s").expectAlarm("MEAN", { state: "unacknowledged" });
    for (let at = 125; at <= 135; at += 10) await t.at(`${at}s`).publish("pump-1", { pressure: 9 });
    await t.at("136s").expectAlarm("MEAN", { state: "returned-unacknowledged" });
  });

  test("what comes late feeds its window and raises nothing by itself", async () => {
    const t = await timeline({ rules: [often] });
    await t.at("0s").publish("pump-1", { trip: false });
    for (const at of [10, 30]) {
      await t.at(`${at}s`).publish("pump-1", { trip: true });
      await t.at(`${at + 5}s`).publish("pump-1", { trip: false });
    }
    await t.at("40s").publish("pump-1", { trip: true }, { measured: "20s" });
    await t.at("41s").publish("pump-1", { trip: true }, { measured: "10s" });
    await t.at("60s").expectNone();
    await t.at("70s").publish("pump-1", { trip: true });
    await t.at("70s").expectAlarm("OFTEN", { state: "unacknowledged" });
    await t.at("311s").expectAlarm("OFTEN", { state: "returned-unacknowledged" });
  });

  test("the gravest level gives the priority, up and down", async () => {
    const t = await timeline({ rules: [stepped] });
    await t.at("0s").publish("pump-1", { pressure: 0.8 });
    await t.at("31s").expectAlarm("STEPPED", { priority: "medium", raisedAt: start + 30_000 });
    await t.at("40s").publish("pump-1", { pressure: 0.2 });
    await t.at("84s").expectAlarm("STEPPED", { priority: "medium" });
    await t.at("86s").expectAlarm("STEPPED", { priority: "critical" });
    await t.at("90s").publish("pump-1", { pressure: 0.8 });
    await t.at("91s").expectAlarm("STEPPED", { priority: "medium" });
    await t.at("95s").publish("pump-1", { pressure: 2 });
    await t.at("96s").expectAlarm("STEPPED", { state: "returned-unacknowledged" });
  });

  test("law: crashes anywhere change nothing of what is judged over time", async () => {
    const steps = fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 40 }),
        pressure: fc.constantFrom(0.2, 0.8, 2),
        trip: fc.boolean(),
        level: fc.constantFrom(5, 6),
        late: fc.boolean(),
        crash: fc.boolean(),
      }),
      { minLength: 5, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const tell = async (crashes: boolean) => {
          const t = await Timeline.start({ rules: overTime });
          let now = 0;
          for (const { gap, late, crash, ...values } of list) {
            now += gap;
            if (crashes && crash) t.failing = 1;
            const measured = `${late ? now - 15 : now}s`;
            await t.at(`${now}s`).publish("pump-1", values, { measured });
          }
          await t.tick(start + (now + 400) * 1_000);
          const story = await t.story();
          await t.close();
          return story.toSorted();
        };
        expect(await tell(true)).toEqual(await tell(false));
      }),
      { numRuns: 25 },
    );
  });

  test("what is remembered of many is kept bit by bit, and all of it is there after a restart", async () => {
    const equipment = Array.from({ length: 60 }, (_, i) => ({ id: `m${i}` }));
    const t = await timeline({ rules: [mean, often], equipment });
    const remembered = () =>
      equipment.map(({ id }) => t.judging.books.judge.estate.equipment("harbour", id)?.memory.keep());
    for (let at = 1; at <= 150; at++) {
      const { id } = equipment[(at * 7) % 60] ?? { id: "m0" };
      await t.at(`${at}s`).publish(id, { pressure: at % 9, trip: at % 2 === 0 });
    }
    const before = remembered();
    const kept = await t.database.selectFrom("memories").select("equipment").execute();
    expect(kept.length).toBeGreaterThan(25);
    expect(t.judging.readFrom).toBeLessThan(t.judging.books.position);
    for (const at of ["151s", "152s"]) {
      await t.at(at).restart();
      expect(remembered()).toEqual(before);
    }
  });

  describe("relatives", () => {
    const family = [{ id: "set" }, { id: "a", parent: "set" }, { id: "b", parent: "set" }, { id: "c", parent: "set" }];
    const cel = (text: string): Condition => ({ kind: "expression", cel: text });

    test("a part is held against its siblings", async () => {
      const apart = ruleOf("APART", { when: { kind: "siblings", point: "level", side: "above", by: { amount: 20 } } });
      const t = await timeline({ rules: [apart], equipment: family });
      await t.at("0s").publish("a", { level: 80 });
      await t.at("1s").publish("b", { level: 50 });
      await t.at("2s").expectNone();
      await t.at("3s").publish("c", { level: 52 });
      await t.at("3s").expectAlarm("APART", { equipment: "a" });
      expect((await t.alarm("APART"))?.evidence).toMatchObject([{ point: "level", value: 80, limit: 51 }]);
      await t.at("4s").publish("b", { level: 75 });
      await t.at("5s").publish("c", { level: 75 });
      await t.at("5s").expectAlarm("APART", { state: "returned-unacknowledged" });
    });

    test("an expression asks the parts and the parent, and looks when they speak", async () => {
      const many = ruleOf("MANY", { when: cel("children.filter(c, c.trip).size() >= 2"), equipment: ["set"] });
      const weak = ruleOf("WEAK", { when: cel("pressure < parent.pressure / 2"), equipment: ["a"] });
      const t = await timeline({ rules: [many, weak], equipment: family });
      for (const id of ["a", "b", "c"]) await t.at("0s").publish(id, { trip: false, pressure: 1 });
      await t.at("1s").publish("a", { trip: true });
      await t.at("2s").expectNone();
      await t.at("3s").publish("b", { trip: true });
      await t.at("3s").expectAlarm("MANY", { equipment: "set" });
      await t.at("4s").publish("set", { pressure: 3 });
      await t.at("4s").expectAlarm("WEAK", { equipment: "a" });
    });
  });

  describe("other rules at run time", () => {
    test("a changed rule ends what the old one raised and looks afresh; a removed one ends it; others go on", async () => {
      const low = ruleOf("LOW", { when: { kind: "below", point: "pressure", limit: 1 } });
      const dry = ruleOf("DRY", { when: { kind: "below", point: "level", limit: 1 }, onDelaySeconds: 60 });
      const gone = ruleOf("GONE", { when: { kind: "is", point: "trip", values: [true] } });
      const t = await timeline({ rules: [low, dry, gone] });
      await t.at("0s").publish("pump-1", { pressure: 0.6, level: 0, trip: true });
      await t.at("30s").expectAlarm("LOW", { state: "unacknowledged" });
      t.judging.use({ rules: [{ ...low, version: 2, when: { kind: "below", point: "pressure", limit: 0.5 } }, dry] });
      await t.commit();
      await t.at("31s").expectAlarm("LOW", { state: "normal", closeCause: "rule-changed" });
      await t.at("31s").expectAlarm("GONE", { state: "normal", closeCause: "rule-removed" });
      await t.at("61s").expectAlarm("DRY", { raisedAt: start + 60_000 });
      t.judging.use({
        rules: [dry],
        forSite: (rule) => ({ ...rule, when: { kind: "below", point: "level", limit: -1 } }),
      });
      await t.commit();
      await t.at("62s").expectAlarm("DRY", { state: "normal", closeCause: "rule-changed" });
    });

    test("a rule in shadow is judged and journalled, and raises no alarm", async () => {
      const t = await timeline({
        rules: [{ ...often, state: "shadow", when: { kind: "is", point: "trip", values: [true] } }],
      });
      await t.at("1s").publish("pump-1", { trip: true });
      await t.at("2s").publish("pump-1", { trip: false });
      await t.at("3s").expectNone();
      expect(await t.alarms("all")).toEqual([]);
      expect(await t.database.selectFrom("shadowChanges").select(["rule", "change", "at"]).execute()).toEqual([
        { rule: "OFTEN", change: "raised", at: start + 1_000 },
        { rule: "OFTEN", change: "cleared", at: start + 2_000 },
      ]);
    });

    test("a rule that cannot be read is told and keeps no other from its work", async () => {
      const broken = ruleOf("BROKEN", { when: { kind: "expression", cel: "pressure >" } });
      const low = ruleOf("LOW", { when: { kind: "below", point: "pressure", limit: 1 } });
      const t = await timeline({ rules: [broken, low] });
      await t.at("0s").publish("pump-1", { pressure: 0.6 });
      await t.at("0s").expectAlarm("LOW", {});
      expect([...t.judging.books.judge.estate.unreadable.keys()]).toEqual(["BROKEN"]);
    });
  });
});
