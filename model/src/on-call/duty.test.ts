import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, hour, type Instant } from "../time.ts";
import { isWorkingDay } from "./calendar.ts";
import { onCallAt } from "./duty.ts";
import { workCalendars } from "./holidays.ts";
import type { Layer, Roster } from "./roster.ts";
import { gapsOf, shiftsOf } from "./shifts.ts";

const layer: Layer = {
  ...{ id: "primary", name: "Primary", people: ["ann", "bob", "cy"], rotation: "daily", every: 1 },
  ...{ handOffAt: "08:00", startsOn: "2026-01-05", days: "every-day" },
};
const roster: Roster = {
  ...{ id: "lead", name: "Shift lead", timeZone: "Asia/Taipei", layers: [layer], overrides: [], gapsAllowed: false },
};
const at = (local: string, timeZone = "Asia/Taipei"): Instant =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds;
const who = (one: Roster, local: string, calendar = workCalendars[0]) =>
  onCallAt(one, calendar, at(local, one.timeZone))?.username;
const withLayers = (...layers: Partial<Layer>[]): Roster => ({
  ...roster,
  layers: layers.map((change, i) => ({ ...layer, id: `layer-${i}`, ...change })),
});

describe("a layer", () => {
  test.each([
    ["nobody before the first turn", "2026-01-05T07:59", undefined],
    ["the first from the hand-off on", "2026-01-05T08:00", "ann"],
    ["still the first at night", "2026-01-06T07:59", "ann"],
    ["the second from the next hand-off", "2026-01-06T08:00", "bob"],
    ["the first again after the last", "2026-01-08T08:00", "ann"],
  ])("%s", (_, local, expected) => expect(who(roster, local)).toBe(expected));

  test.each([
    ["2026-01-12T07:59", "ann"],
    ["2026-01-12T08:00", "bob"],
    ["2026-01-26T08:00", "ann"],
  ])("weekly at %s: %s", (local, expected) => expect(who(withLayers({ rotation: "weekly" }), local)).toBe(expected));

  test("takes turns of several days", () => {
    const every = withLayers({ every: 2 });
    expect(["05", "06", "07", "08", "09"].map((date) => who(every, `2026-01-${date}T12:00`))).toEqual([
      ...["ann", "ann", "bob", "bob", "cy"],
    ]);
  });
});

describe("hours and days", () => {
  const night = { people: ["night"], hours: { from: "20:00", to: "08:00" } };
  test.each([
    ["2026-01-06T19:59", "bob"],
    ["2026-01-06T20:00", "night"],
    ["2026-01-07T07:59", "night"],
    ["2026-01-07T08:00", "cy"],
  ])("a night layer above at %s: %s", (local, expected) => expect(who(withLayers({}, night), local)).toBe(expected));

  const office = withLayers({ people: ["office"], days: "working-days", handOffAt: "00:00" });
  const china = workCalendars.find(({ id }) => id === "cn");
  test.each([
    ["a Monday", "2026-03-02T12:00", "office"],
    ["a Sunday", "2026-03-01T12:00", undefined],
    ["a holiday", "2026-02-17T12:00", undefined],
    ["a Saturday that is made up for", "2026-02-14T12:00", "office"],
    ["a Sunday that is made up for", "2026-09-20T12:00", "office"],
  ])("working days of China: %s", (_, local, expected) => expect(who(office, local, china)).toBe(expected));

  test("a night of a working day lasts into the day off", () => {
    const nights = withLayers({ ...night, days: "working-days", handOffAt: "00:00" });
    expect(who(nights, "2026-03-07T03:00")).toBe("night"); // Friday's night, on Saturday
    expect(who(nights, "2026-03-08T03:00")).toBeUndefined();
  });
});

describe("overrides", () => {
  const stand = (id: string, from: string, to: string, username: string) => ({
    ...{ id, from: at(from), to: at(to), username, reason: "ill", by: "boss" },
  });
  const covered = {
    ...roster,
    overrides: [
      stand("one", "2026-01-06T12:00", "2026-01-06T18:00", "dee"),
      stand("two", "2026-01-06T15:00", "2026-01-06T16:00", "eve"),
    ],
  };
  test.each([
    ["11:59", "bob"],
    ["12:00", "dee"],
    ["15:00", "eve"],
    ["16:00", "dee"],
    ["18:00", "bob"],
  ])("at %s: %s", (time, expected) => expect(who(covered, `2026-01-06T${time}`)).toBe(expected));
});

test("a hand-off at an hour that does not exist or comes twice happens once", () => {
  const berlin = { ...withLayers({ handOffAt: "02:30", startsOn: "2026-03-20" }), timeZone: "Europe/Berlin" };
  for (const date of ["2026-03-29", "2026-10-25"]) {
    const noon = at(`${date}T12:00`, "Europe/Berlin");
    const shifts = shiftsOf(berlin, undefined, noon - day, noon);
    expect(shifts.map(({ duty }) => duty?.username)).toHaveLength(2);
  }
});

const times = fc.integer({ min: 0, max: 23 }).map((hours) => `${String(hours).padStart(2, "0")}:00`);
const anyLayer = fc.record({
  id: fc.constantFrom("a", "b", "c"),
  name: fc.constant("L"),
  people: fc.uniqueArray(fc.constantFrom("ann", "bob", "cy", "dee"), { minLength: 1 }),
  rotation: fc.constantFrom("daily", "weekly"),
  every: fc.integer({ min: 1, max: 3 }),
  handOffAt: times,
  startsOn: fc.constantFrom("2026-01-01", "2026-03-25", "2026-10-20"),
  hours: fc.option(fc.record({ from: times, to: times }), { nil: undefined }),
  days: fc.constantFrom("every-day", "working-days", "days-off"),
}) satisfies fc.Arbitrary<Layer>;
const start = at("2026-03-20T00:00");
const span = fc
  .tuple(fc.integer({ min: 0, max: 240 * 24 }), fc.integer({ min: 1, max: 200 }))
  .map(([from, length]) => ({
    from: start + from * hour,
    to: start + (from + length) * hour,
  }));
const anyRoster = fc.record({
  id: fc.constant("r"),
  name: fc.constant("R"),
  timeZone: fc.constantFrom("Asia/Taipei", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"),
  layers: fc.array(anyLayer, { maxLength: 3 }),
  overrides: fc.array(
    span.map((one) => ({ ...one, id: `o${one.from}`, username: "zoe", reason: "r", by: "b" })),
    { maxLength: 2 },
  ),
  gapsAllowed: fc.boolean(),
}) satisfies fc.Arbitrary<Roster>;

describe("laws of shifts", () => {
  const calendar = workCalendars[1];
  test("shifts cover the period without gap or overlap, and each says who is on call at any moment of it", () => {
    fc.assert(
      fc.property(anyRoster, span, fc.double({ min: 0, max: 1, noNaN: true }), (any, { from, to }, share) => {
        const shifts = shiftsOf(any, calendar, from, to);
        expect(shifts[0]?.from).toBe(from);
        expect(shifts.at(-1)?.to).toBe(to);
        for (const [i, shift] of shifts.entries()) {
          expect(shift.to).toBeGreaterThan(shift.from);
          if (i > 0) expect(shift.from).toBe(shifts[i - 1]?.to);
          const moment = Math.min(shift.to - 1, shift.from + Math.floor(share * (shift.to - shift.from)));
          expect(onCallAt(any, calendar, moment)).toEqual(shift.duty);
        }
      }),
      { numRuns: 60 },
    );
  });
  test("nobody is on call only where it is reported or allowed", () => {
    fc.assert(
      fc.property(anyRoster, span, (any, { from, to }) => {
        const gaps = gapsOf(any, calendar, from, to);
        const unmanned = shiftsOf(any, calendar, from, to).filter(({ duty }) => duty === undefined);
        expect(gaps).toEqual(any.gapsAllowed ? [] : unmanned);
      }),
      { numRuns: 40 },
    );
  });
  test("a whole-day layer of every day leaves no gap after its start", () => {
    fc.assert(
      fc.property(anyRoster, span, (any, { from, to }) => {
        const whole = { ...layer, startsOn: "2026-01-01", handOffAt: "08:00" };
        expect(gapsOf({ ...any, layers: [whole, ...any.layers], gapsAllowed: false }, calendar, from, to)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe("calendars", () => {
  const dates = workCalendars.flatMap(({ id, years }) =>
    years.flatMap(({ year, daysOff, makeUpDays }) => [...daysOff, ...makeUpDays].map((date) => ({ id, year, date }))),
  );
  test.each(dates)("$id $date is a date of $year", ({ year, date }) => {
    expect(Temporal.PlainDate.from(date).year).toBe(year);
  });
  test.each(workCalendars.flatMap(({ id, years }) => years.map((year) => ({ id, ...year }))))(
    "$id $year: no day twice, and only weekends are made up for",
    ({ daysOff, makeUpDays }) => {
      expect(new Set([...daysOff, ...makeUpDays]).size).toBe(daysOff.length + makeUpDays.length);
      for (const date of makeUpDays) expect(Temporal.PlainDate.from(date).dayOfWeek).toBeGreaterThan(5);
    },
  );
  test("an unknown year is Monday to Friday", () => {
    expect([1, 5, 6, 7].map((weekday) => isWorkingDay(workCalendars[0], "2031-01-01", weekday))).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
