import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AlarmEvent,
  type AlarmRegions,
  type AlarmState,
  alarmState,
  isOver,
  normalRegions,
  step,
} from "./machine.ts";
import type { SuppressionReason } from "./suppression.ts";

const raised: AlarmEvent = { type: "raised", latching: false };
const raisedLatching: AlarmEvent = { type: "raised", latching: true };
const shelved: AlarmEvent = { type: "shelved", until: 60, by: "operator", reason: "known" };
const suppressed = (reason: SuppressionReason): AlarmEvent => ({ type: "suppressed", reason });
const unsuppressed = (reason: SuppressionReason): AlarmEvent => ({ type: "unsuppressed", reason });
const outOfService: AlarmEvent = { type: "taken-out-of-service", until: 60, by: "supervisor", permit: "WO-1" };
const [cleared, acknowledged, reset, reAlarmed, unshelved, returned] = (
  ["cleared", "acknowledged", "reset", "re-alarmed", "unshelved", "returned-to-service"] as const
).map((type): AlarmEvent => ({ type })) as [AlarmEvent, AlarmEvent, AlarmEvent, AlarmEvent, AlarmEvent, AlarmEvent];

const history = (...events: readonly AlarmEvent[]): AlarmRegions =>
  events.reduce((regions, event) => step(regions, event).regions, normalRegions);

describe("the way of an alarm, state by state", () => {
  test.each([
    ["raise, acknowledge, clear", [raised, acknowledged, cleared], ["unacknowledged", "acknowledged", "normal"]],
    [
      "clear before acknowledging",
      [raised, cleared, acknowledged],
      ["unacknowledged", "returned-unacknowledged", "normal"],
    ],
    [
      "come back unacknowledged",
      [raised, cleared, raised],
      ["unacknowledged", "returned-unacknowledged", "unacknowledged"],
    ],
    [
      "latch, unacknowledged",
      [raisedLatching, cleared, acknowledged, reset],
      ["unacknowledged", "latched-unacknowledged", "latched-acknowledged", "normal"],
    ],
    [
      "latch, acknowledged",
      [raisedLatching, acknowledged, cleared, reset],
      ["unacknowledged", "acknowledged", "latched-acknowledged", "normal"],
    ],
    [
      "raise out of a latch",
      [raisedLatching, acknowledged, cleared, raisedLatching],
      ["unacknowledged", "acknowledged", "latched-acknowledged", "unacknowledged"],
    ],
    [
      "reset before acknowledging",
      [raisedLatching, cleared, reset],
      ["unacknowledged", "latched-unacknowledged", "returned-unacknowledged"],
    ],
    ["alarm again", [raised, acknowledged, reAlarmed], ["unacknowledged", "acknowledged", "unacknowledged"]],
    [
      "shelve while it clears",
      [raised, shelved, cleared, unshelved],
      ["unacknowledged", "shelved", "shelved", "returned-unacknowledged"],
    ],
    ["be raised on the shelf", [shelved, raised, unshelved], ["shelved", "shelved", "unacknowledged"]],
    [
      "be suppressed for two reasons",
      [
        raised,
        suppressed("drill-mode"),
        suppressed("mains-failure"),
        unsuppressed("drill-mode"),
        unsuppressed("mains-failure"),
      ],
      ["unacknowledged", "suppressed", "suppressed", "suppressed", "unacknowledged"],
    ],
    [
      "go out of service and keep its latch",
      [raisedLatching, outOfService, cleared, returned],
      ["unacknowledged", "out-of-service", "out-of-service", "latched-unacknowledged"],
    ],
  ] satisfies [string, AlarmEvent[], AlarmState[]][])("%s", (_, events, states) => {
    expect(events.map((__, i) => alarmState(history(...events.slice(0, i + 1))))).toEqual(states);
  });
});

const held: AlarmEvent = { type: "raised", latching: false, hold: 60 };
const oneShot: AlarmEvent = { type: "shelved", until: 60, by: "operator", reason: "known", oneShot: true };
const [holdEnded, priorityRaised, priorityLowered, soundedAgain] = (
  ["hold-ended", "priority-raised", "priority-lowered", "sounded-again"] as const
).map((type): AlarmEvent => ({ type })) as [AlarmEvent, AlarmEvent, AlarmEvent, AlarmEvent];
const silenced: AlarmEvent = { type: "silenced", by: "operator", until: 60 };

describe("the other regions", () => {
  test.each([
    [
      "a held alarm stands while it comes and goes, and is not new each time",
      [held, acknowledged, cleared, held, cleared, holdEnded],
      ["unacknowledged", "acknowledged", "acknowledged", "acknowledged", "acknowledged", "normal"],
    ],
    ["a hold that ends while it is active ends nothing else", [held, holdEnded], ["unacknowledged", "unacknowledged"]],
    [
      "a shelf for one return ends with it",
      [raised, oneShot, cleared],
      ["unacknowledged", "shelved", "returned-unacknowledged"],
    ],
    [
      "a graver priority is new to people, a lighter one never",
      [raised, acknowledged, priorityRaised],
      ["unacknowledged", "acknowledged", "unacknowledged"],
    ],
    [
      "silence acknowledges nothing",
      [raised, silenced, soundedAgain],
      ["unacknowledged", "unacknowledged", "unacknowledged"],
    ],
  ] satisfies [string, AlarmEvent[], AlarmState[]][])("%s", (_, events, states) => {
    expect(events.map((__, i) => alarmState(history(...events.slice(0, i + 1))))).toEqual(states);
  });

  test("silence ends with an acknowledgement, and with the next occurrence", () => {
    expect(history(raised, silenced, acknowledged).silenced).toBeUndefined();
    expect(history(raised, silenced, cleared, raised).silenced).toBeUndefined();
    expect(history(raised, silenced, soundedAgain).silenced).toBeUndefined();
  });
});

describe("what changes nothing says why", () => {
  test.each([
    ["raised twice", [raised], raised, "already-so"],
    ["cleared when normal", [], cleared, "already-so"],
    ["acknowledged when normal", [], acknowledged, "nothing-to-acknowledge"],
    ["acknowledged twice", [raised, acknowledged], acknowledged, "already-so"],
    ["reset without a latch", [raised], reset, "nothing-to-reset"],
    ["reset while active", [raisedLatching, acknowledged], reset, "still-active"],
    ["alarmed again before anybody acknowledged", [raised], reAlarmed, "already-so"],
    ["unshelved when not shelved", [raised], unshelved, "already-so"],
    ["suppressed twice for one reason", [suppressed("drill-mode")], suppressed("drill-mode"), "already-so"],
    ["unsuppressed for another reason", [suppressed("drill-mode")], unsuppressed("mains-failure"), "already-so"],
    ["returned when in service", [], returned, "already-so"],
    ["silenced when acknowledged", [raised, acknowledged], silenced, "nothing-to-silence"],
    ["sounded again when it sounds", [raised], soundedAgain, "already-so"],
    ["reset while it is held", [{ ...held, latching: true }, acknowledged, cleared], reset, "still-active"],
    ["lighter while acknowledged", [raised, acknowledged], priorityLowered, "already-so"],
    ["graver while unacknowledged", [raised], priorityRaised, "already-so"],
    ["a hold that is none", [raised], holdEnded, "already-so"],
  ] satisfies [string, AlarmEvent[], AlarmEvent, string][])("%s", (_, events, event, why) => {
    const before = history(...events);
    expect(step(before, event)).toEqual({ changed: false, regions: before, why });
  });
});

const shelf = { until: 1, by: "a", reason: "b" };
const permit = { until: 1, by: "a", permit: "b" };
test.each([
  [
    "out of service before everything",
    { outOfService: permit, suppressedBy: ["drill-mode"], shelved: shelf, active: true },
    "out-of-service",
  ],
  ["suppressed before shelved", { suppressedBy: ["drill-mode"], shelved: shelf, active: true }, "suppressed"],
  ["shelved before active", { shelved: shelf, active: true, acknowledged: false }, "shelved"],
  ["active before latched", { active: true, latched: true, acknowledged: false }, "unacknowledged"],
  ["latched before returned", { latched: true, acknowledged: false }, "latched-unacknowledged"],
  ["returned before normal", { acknowledged: false }, "returned-unacknowledged"],
] satisfies [string, Partial<AlarmRegions>, AlarmState][])("%s", (_, regions, state) => {
  expect(alarmState({ ...normalRegions, ...regions })).toBe(state);
});

describe("laws, for any sequence of events", () => {
  const event: fc.Arbitrary<AlarmEvent> = fc.constantFrom(
    raised,
    raisedLatching,
    cleared,
    acknowledged,
    reset,
    reAlarmed,
    shelved,
    unshelved,
    suppressed("drill-mode"),
    suppressed("mains-failure"),
    unsuppressed("drill-mode"),
    unsuppressed("mains-failure"),
    outOfService,
    returned,
    held,
    holdEnded,
    oneShot,
    priorityRaised,
    silenced,
    soundedAgain,
  );
  const events = fc.array(event, { maxLength: 40 });
  const hidden: readonly AlarmState[] = ["shelved", "suppressed", "out-of-service"];
  const lastOf = (list: readonly AlarmEvent[], ...types: readonly AlarmEvent["type"][]) =>
    list.findLast(({ type }) => types.includes(type))?.type;

  test("an active alarm is always shown as active, or as hidden by a named act", () => {
    fc.assert(
      fc.property(events, (list) => {
        const regions = history(...list);
        // A hold stands for the condition while it comes and goes.
        expect(regions.active).toBe(lastOf(list, "raised", "cleared") === "raised");
        const state = alarmState(regions);
        if (regions.active) expect([...hidden, "unacknowledged", "acknowledged"]).toContain(state);
        if (regions.active) expect(isOver(regions)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test("acknowledging clears, unlatches and uncovers nothing", () => {
    fc.assert(
      fc.property(events, (list) => {
        const before = history(...list);
        const sounding = isOver(before)
          ? before
          : { ...before, acknowledged: true, silenced: before.acknowledged ? before.silenced : undefined };
        expect(step(before, acknowledged).regions).toEqual(sounding);
      }),
    );
  });

  test("a latch holds until it is reset", () => {
    fc.assert(
      fc.property(events, events, (before, list) => {
        const later = list.filter(({ type }) => type !== "reset");
        const regions = [raisedLatching, ...later].reduce(
          (all, one) => step(all, one).regions,
          history(...before, cleared),
        );
        expect(regions.latched).toBe(true);
        expect(isOver(regions)).toBe(false);
      }),
    );
  });

  test("hiding an alarm and showing it again changes nothing else", () => {
    const acts = fc.constantFrom(
      [shelved, unshelved] as const,
      [suppressed("upstream-trip"), unsuppressed("upstream-trip")] as const,
      [outOfService, returned] as const,
    );
    const ways = fc.array(fc.constantFrom(raised, raisedLatching, cleared, acknowledged, reset, reAlarmed));
    fc.assert(
      fc.property(ways, ways, acts, (before, between, [hide, show]) => {
        expect(alarmState(history(...before, hide, ...between, show))).toBe(alarmState(history(...before, ...between)));
      }),
    );
  });

  test("what is not changed stays the same, and over is normal", () => {
    fc.assert(
      fc.property(events, event, (list, one) => {
        const before = history(...list);
        const next = step(before, one);
        if (!next.changed) expect(next.regions).toBe(before);
        if (!hidden.includes(alarmState(next.regions))) {
          expect(isOver(next.regions)).toBe(alarmState(next.regions) === "normal");
        }
      }),
    );
  });
});
