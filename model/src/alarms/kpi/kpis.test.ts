import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, hour, minute, second } from "../../time.ts";
import type { AlarmLine } from "../line.ts";
import { standingsAt } from "../standing.ts";
import { kpisOf } from "./kpis.ts";
import { standingOf } from "./targets.ts";

const place = { site: "harbour", equipment: "pump-1", rule: "PMP-01", priority: "high", rehearsal: false } as const;
const line = (at: number, alarm: string, rest: Partial<AlarmLine> = {}): AlarmLine => ({
  ...{ ...place, alarm, at, event: "raised", from: "normal", to: "unacknowledged", by: "system", ...rest },
});
const clear = (at: number, alarm: string, rest: Partial<AlarmLine> = {}) =>
  line(at, alarm, { event: "cleared", from: "unacknowledged", to: "returned-unacknowledged", ...rest });
const acknowledge = (at: number, alarm: string, rest: Partial<AlarmLine> = {}) =>
  line(at, alarm, { event: "acknowledged", from: "unacknowledged", to: "acknowledged", by: "chen", ...rest });
const aDay = { from: 0, to: day };

describe("rates", () => {
  test("a quiet day is all zeros, and nothing is judged of nothing", () => {
    const kpis = kpisOf([], aDay);
    expect(kpis.annunciated).toBe(0);
    expect(kpis.distribution).toEqual([{ annunciated: 0, slots: 144 }]);
    expect(kpis.values["per-day"]).toEqual({ value: 0, standing: "good" });
    expect(kpis.values["acknowledged-in-time"]).toEqual({ value: null, standing: "none" });
  });
  test("the mean hides what the distribution shows", () => {
    const burst = Array.from({ length: 144 }, (_, i) => line(i * second, `a${i}`));
    const kpis = kpisOf(burst, aDay);
    expect(kpis.values["per-10-minutes"]).toEqual({ value: 1, standing: "good" });
    expect(kpis.values["peak-10-minutes"]).toEqual({ value: 144, standing: "watch" });
    expect(kpis.values["peak-minute"].value).toBe(60);
    expect(kpis.distribution).toEqual([
      { annunciated: 0, slots: 143 },
      { annunciated: 144, slots: 1 },
    ]);
    expect(kpis.values["slots-above-10"].value).toBeCloseTo(1 / 144);
    expect(kpis.values["hours-above-30"]).toEqual({ value: 1 / 24, standing: "watch" });
  });
  test("drills and tests are in no figure", () => {
    expect(kpisOf([line(0, "a", { rehearsal: true })], aDay).annunciated).toBe(0);
  });
  test("what is hidden is not annunciated until it is released", () => {
    const hidden = line(1, "a", { to: "suppressed" });
    const released = line(5, "a", { event: "unsuppressed", from: "suppressed", to: "unacknowledged" });
    expect(kpisOf([hidden], aDay).annunciated).toBe(0);
    expect(kpisOf([hidden, released], aDay).annunciated).toBe(1);
  });
});

describe("floods", () => {
  const each = (n: number, from: number) =>
    Array.from({ length: n }, (_, i) => line(from + i * minute, `${from}-${i}`));
  test("ten in ten minutes are none", () => expect(kpisOf(each(10, 0), aDay).floods).toEqual([]));
  test("the eleventh begins one at the first; it ends when fewer than five are left of ten minutes", () => {
    const lines = Array.from({ length: 11 }, (_, i) =>
      line(hour + i * second, `a${i}`, { equipment: `pump-${i % 2}` }),
    );
    const [flood] = kpisOf(lines, aDay).floods;
    expect(flood).toMatchObject({
      from: hour,
      annunciated: 11,
      peak: 11,
      to: hour + 6 * second + 10 * minute,
    });
    expect(flood?.firstOut).toMatchObject({ alarm: "a0", equipment: "pump-0" });
    expect(flood?.members.map(({ equipment, count }) => [equipment, count])).toEqual([
      ["pump-0", 6],
      ["pump-1", 5],
    ]);
  });
  test("two bursts an hour apart are two", () => {
    const burst = (from: number) => Array.from({ length: 12 }, (_, i) => line(from + i, `${from}-${i}`));
    expect(kpisOf([...burst(0), ...burst(hour)], aDay).values["floods-per-week"].value).toBe(2);
  });
  test("one that lasts has no end", () => {
    const lines = Array.from({ length: 12 }, (_, i) => line(day - minute + i, `a${i}`));
    expect(kpisOf(lines, aDay).floods[0]?.to).toBeUndefined();
  });
});

describe("nuisance", () => {
  test("three raises within a minute are a burst, counted once", () => {
    const lines = [0, 10, 20, 30].flatMap((at) => [line(at * second, "a"), clear((at + 5) * second, "a")]);
    expect(kpisOf(lines, aDay).chattering).toEqual([
      { site: "harbour", equipment: "pump-1", rule: "PMP-01", count: 1 },
    ]);
    expect(kpisOf(lines.slice(0, 4), aDay).chattering).toEqual([]);
    const steady = Array.from({ length: 9 }, (_, i) => line(i * 25 * second, "a"));
    expect(
      kpisOf([...steady, ...steady.map((one) => ({ ...one, at: one.at + hour }))], aDay).chattering[0]?.count,
    ).toBe(2);
  });
  test("over within 30 s and never acknowledged is fleeting", () => {
    expect(kpisOf([line(0, "a"), clear(29 * second, "a")], aDay).values.fleeting.value).toBe(1);
    expect(kpisOf([line(0, "a"), clear(30 * second, "a")], aDay).values.fleeting.value).toBe(0);
    const seen = [
      line(0, "a"),
      acknowledge(second, "a"),
      clear(2 * second, "a", { from: "acknowledged", to: "normal" }),
    ];
    expect(kpisOf(seen, aDay).values.fleeting.value).toBe(0);
  });
  test("active for more than a day is stale, also when it began before", () => {
    const raised = line(0, "a");
    const before = standingsAt([raised], hour);
    const week = { from: hour, to: 3 * day };
    expect(kpisOf([], week, before).stale).toMatchObject([{ alarm: "a", activeSince: 0 }]);
    expect(kpisOf([], week, before).values.stale).toEqual({ value: 1, standing: "good" });
    const over = clear(day - 1, "a");
    expect(kpisOf([over], week, before).stale).toEqual([]);
  });
  test("the share of the ten most frequent rules, each where it speaks most", () => {
    const lines = Array.from({ length: 22 }, (_, i) => line(i * hour, `a${i}`, { rule: `R-${i % 11}` }));
    const often = [1, 2, 3].map((i) => line(22 * hour + i, `b${i}`, { rule: "R-5", equipment: "pump-2" }));
    const { topTen, values } = kpisOf([...lines, ...often], aDay);
    expect(topTen).toHaveLength(10);
    expect(topTen[0]).toMatchObject({ rule: "R-5", count: 5, equipment: "pump-2", countThere: 3, places: 2 });
    expect(values["top-ten"].value).toBeCloseTo(23 / 25);
  });
});

describe("answers", () => {
  test("in time, late, and not yet", () => {
    const lines = [line(0, "a"), line(0, "b"), acknowledge(5 * minute, "a"), acknowledge(6 * minute, "b")];
    const { priorities, values } = kpisOf([...lines, line(day - minute, "c")], aDay);
    expect(priorities[1]).toMatchObject({ priority: "high", annunciated: 3, inTime: 1, late: 1, share: 1 });
    expect(values["acknowledged-in-time"]).toEqual({ value: 0.5, standing: "watch" });
    expect(priorities[1]).toMatchObject({ acknowledgeMedianSeconds: 300, acknowledgeP90Seconds: 360 });
  });
  test("nobody at all is late", () => {
    expect(kpisOf([line(0, "a")], aDay).priorities[1]).toMatchObject({ inTime: 0, late: 1 });
  });
  test("what the system acknowledges is nobody's answer", () => {
    const lines = [line(0, "a"), acknowledge(minute, "a", { by: "system", to: "normal" })];
    expect(kpisOf(lines, aDay).priorities[1]).toMatchObject({ inTime: 0, late: 0 });
  });
  test("how long until the condition was over", () => {
    const lines = [line(0, "a"), line(0, "b"), clear(10 * second, "a"), clear(90 * second, "b")];
    const { values } = kpisOf(lines, aDay);
    expect([values["clear-median"].value, values["clear-p90"].value]).toEqual([10, 90]);
  });
});

test("judged false among the judged; useful when somebody did something", () => {
  const said = (alarm: string, verification: string) =>
    line(9, alarm, {
      event: "verified",
      to: "acknowledged",
      from: "acknowledged",
      by: "chen",
      detail: { verification },
    });
  const lines = [
    line(0, "a"),
    line(1, "b"),
    line(2, "c"),
    line(3, "d"),
    acknowledge(4, "c", { note: "reset the drive" }),
  ];
  const kpis = kpisOf([...lines, said("a", "true"), said("b", "false"), said("d", "nuisance")], aDay);
  expect(kpis.verified).toEqual({ true: 1, false: 1, nuisance: 1 });
  expect(kpis.values["false-alarms"]).toEqual({ value: 1 / 3, standing: "act" });
  expect(kpis.useful).toEqual({ useful: 2, all: 4 });
});

test("what is put aside counts when it is, and when it stands", () => {
  const shelve = line(5, "a", { event: "shelved", from: "unacknowledged", to: "shelved", by: "chen" });
  expect(kpisOf([line(0, "a"), shelve], aDay).aside.shelved).toEqual({ times: 1, standing: 1 });
});

test.each([
  ["per-10-minutes", 1, "good"],
  ["per-10-minutes", 2, "watch"],
  ["per-10-minutes", 2.1, "act"],
  ["stale", 5, "watch"],
  ["stale", 21, "act"],
  ["useful", 0.8, "watch"],
  ["useful", 0.81, "good"],
  ["useful", 0.49, "act"],
  ["clear-median", 1_000, "none"],
] as const)("%s at %f is %s", (id, value, standing) => expect(standingOf(id, value)).toBe(standing));

test("counts add up, and slots, days and priorities part the period", () => {
  const told = fc.tuple(fc.nat(3 * day - 1), fc.constantFrom("critical", "high", "medium", "low" as const));
  fc.assert(
    fc.property(fc.array(told, { maxLength: 200 }), fc.integer({ min: 1, max: 3 * day }), (all, to) => {
      const lines = all
        .filter(([at]) => at < to)
        .sort(([one], [other]) => one - other)
        .map(([at, priority], i) => line(at, `a${i}`, { priority: priority as "high", rule: `R-${i % 7}` }));
      const kpis = kpisOf(lines, { from: 0, to });
      const sum = (counts: Iterable<number>) => [...counts].reduce((total, count) => total + count, 0);
      expect(kpis.annunciated).toBe(lines.length);
      expect(sum(kpis.distribution.map((one) => one.annunciated * one.slots))).toBe(lines.length);
      expect(sum(kpis.distribution.map((one) => one.slots))).toBe(Math.ceil(to / (10 * minute)));
      expect(sum(kpis.days.map((one) => one.annunciated))).toBe(lines.length);
      expect(sum(kpis.priorities.map((one) => one.annunciated))).toBe(lines.length);
      expect(sum(kpis.topTen.map((one) => one.count))).toBe(lines.length);
      expect(sum(kpis.priorities.map((one) => one.inTime + one.late))).toBeLessThanOrEqual(lines.length);
      for (const flood of kpis.floods) {
        expect(flood.annunciated).toBeGreaterThan(10);
        expect(sum(flood.members.map((one) => one.count))).toBe(flood.annunciated);
      }
      expect(kpis.values["flood-time"].value).toBeLessThanOrEqual(1);
    }),
  );
});
