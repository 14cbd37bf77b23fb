import { deepEqual, equal, ok } from "node:assert/strict";
import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import { standsActive } from "@plantroom/model/alarms/machine.ts";
import type { Mode, ModeKind } from "@plantroom/model/alarms/mode.ts";
import { gravity, type Priority, priorities } from "@plantroom/model/alarms/priority.ts";
import { type AlarmStanding, standingAfter } from "@plantroom/model/alarms/standing.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { hour, type Instant, minute, second } from "@plantroom/model/time.ts";
import fc from "fast-check";
import { test } from "vitest";
import { Effects } from "../rules/effects.ts";
import { people, ruleOf } from "../rules/timeline-fixture.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { type Act, acknowledge, reset, returnToService, shelve, silence, takeOutOfService, unshelve } from "./acts.ts";
import { Annunciator } from "./annunciator.ts";
import { AlarmBook } from "./book.ts";
import { IncidentBook } from "./incident-book.ts";
import { ModeBook } from "./mode-book.ts";
import { Supply } from "./supply.ts";

const site = "harbour";
const when = { kind: "offline" } as const;
const rules: readonly Rule[] = [
  ruleOf("LOST", { when, suppresses: { reason: "parent-comm-loss", reach: ["behind"] } }),
  ruleOf("TRIP", {
    ...{ when, latching: true, reAlarmMinutes: 30 },
    suppresses: { reason: "upstream-trip", reach: ["fed", "parts"] },
  }),
  ruleOf("LOW", { when, priority: "low", autoAcknowledgeMinutes: 60, suppressedBy: ["upstream-trip", "drill-mode"] }),
  ruleOf("FIRE", { when, priority: "critical", latching: true, lifeSafety: true }),
];
const equipment = [
  { id: "gw" },
  { id: "feeder", gateway: "gw" },
  { id: "set", fedBy: ["feeder"], gateway: "gw" },
  { id: "pump-1", parent: "set", gateway: "gw" },
  // A ring of supply: who wired it so wins nothing by it.
  { id: "ring-1", fedBy: ["ring-2"] },
  { id: "ring-2", fedBy: ["ring-1"] },
] as const;
const places = equipment.flatMap(({ id }) => rules.map((rule) => ({ id, rule })));

/** The annunciator over books in memory, and what must hold of it after every step. */
class Room {
  now: Instant = Date.UTC(2026, 2, 2, 8);
  readonly conditions = new Map<string, boolean>();
  readonly journal: AlarmLine[] = [];
  readonly #stood = new Map<string, string>();
  /** The alarms as the journal alone tells them. */
  readonly #told = new Map<string, AlarmStanding>();
  /** Every record ever, as it is now. */
  readonly records = new Map<string, Alarm>();
  readonly #modes: Mode[] = [];
  readonly #estate = new MemoryEstate();
  readonly #incidents = new Map<string, { endedAt?: Instant | undefined }>();
  #effects = new Effects();
  #ids = 0;
  #annunciator: Annunciator;
  alarms: AlarmBook;
  modes: ModeBook;

  constructor() {
    this.#estate.apply({
      sites: [{ id: site, name: "H", timeZone: "UTC", clock: "wall", currency: "TWD" }],
      equipment: equipment.map((one) => ({ site, type: "machine", name: one.id, ...one })),
    });
    [this.alarms, this.modes, this.#annunciator] = this.#load();
  }

  /** As after a kill: everything is worked out again from what was written down. */
  restart(): void {
    [this.alarms, this.modes, this.#annunciator] = this.#load();
  }

  #load(): [AlarmBook, ModeBook, Annunciator] {
    const newId = () => `id-${++this.#ids}`;
    const supply = new Supply(this.#estate);
    const alarms = new AlarmBook(this.records.values(), newId);
    const modes = new ModeBook(
      supply,
      this.#modes.filter(({ endedAt }) => endedAt === undefined),
    );
    const open = [...this.#incidents.values()].filter(({ endedAt }) => endedAt === undefined);
    const incidents = new IncidentBook(supply, newId, open as never, alarms.open());
    const annunciator = new Annunciator({
      ...{ supply, alarms, modes, incidents },
      ruleOf: ({ rule }) => rules.find(({ id }) => id === rule),
      latest: () => undefined,
      clockOf: () => "wall",
      now: () => this.now,
      wall: () => this.now,
      effects: () => this.#effects,
      announced: () => undefined,
    });
    annunciator.follow();
    this.#take();
    return [alarms, modes, annunciator];
  }

  turn(id: string, rule: Rule): void {
    const key = `${id} ${rule.id}`;
    const holds = !this.conditions.get(key);
    this.conditions.set(key, holds);
    const where = { site, equipment: id, rule, at: this.now };
    this.#annunciator.apply(
      holds ? { kind: "raised", ...where, conditionSince: this.now, evidence: [] } : { kind: "cleared", ...where },
    );
    this.#annunciator.pass();
    this.#take();
  }

  /** An active one reaches another level. */
  level(id: string, rule: Rule, priority: Priority): void {
    const before = this.alarms.find({ site, equipment: id, rule: rule.id });
    if (!before?.regions.active) return;
    const where = { site, equipment: id, rule, at: this.now };
    this.#annunciator.apply({ kind: "reprioritised", ...where, priority, evidence: [] });
    this.#annunciator.pass();
    this.#take();
    const { regions, voicedBy } = this.alarms.get(before.id) ?? before;
    if (gravity(priority) >= gravity(before.priority)) return;
    const { acknowledged, silenced, shelved } = regions;
    deepEqual([acknowledged, silenced, shelved, voicedBy], [false, undefined, undefined, undefined], "graver is told");
  }

  act(which: number, act: Act): void {
    const open = [...this.alarms.open()];
    const alarm = open[which % Math.max(1, open.length)];
    if (!alarm) return;
    try {
      const moved = act(alarm, people.supervisor, this.now);
      if (moved) this.#annunciator.moved(moved);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
    }
    this.#take();
  }

  mode(kind: ModeKind, scope: readonly string[], named: boolean): void {
    const mode: Mode = {
      ...{ id: `mode-${++this.#ids}`, site, kind, equipment: scope, rules: named ? ["FIRE", "TRIP"] : [] },
      ...{ reason: "r", startedAt: this.now, startedBy: "supervisor", until: this.now + hour },
    };
    this.#annunciator.beginMode(mode);
    this.#take();
  }

  endMode(): void {
    const mode = this.modes.all()[0];
    if (mode) this.#annunciator.endMode(mode, { at: this.now, by: "supervisor" });
    this.#take();
  }

  wait(time: number): void {
    this.now += time;
    this.#annunciator.pass();
    this.#take();
  }

  #take(): void {
    for (const alarm of this.#effects.alarms.values()) this.records.set(alarm.id, alarm);
    for (const mode of this.#effects.modes.values()) {
      const known = this.#modes.findIndex(({ id }) => id === mode.id);
      if (known < 0) this.#modes.push(mode);
      else this.#modes[known] = mode;
    }
    for (const [id, incident] of this.#effects.incidents) this.#incidents.set(id, incident);
    this.journal.push(...this.#effects.transitions);
    this.#effects = new Effects();
  }

  check(): void {
    for (const { id, rule } of places) {
      const holds = this.conditions.get(`${id} ${rule.id}`) ?? false;
      const alarm = this.alarms.find({ site, equipment: id, rule: rule.id });
      equal(alarm?.regions.active ?? false, holds, "no active alarm is lost");
      if (alarm) this.#checkAlarm(alarm);
    }
    this.#checkJournal();
  }

  #checkAlarm(alarm: Alarm): void {
    const { regions, state, suppressions } = alarm;
    equal(this.records.get(alarm.id)?.state, state, "what is known is written down");
    const isHidden = ["shelved", "suppressed", "out-of-service"].includes(state);
    const isShown = ["unacknowledged", "acknowledged"].includes(state);
    if (standsActive(regions)) ok(isShown || isHidden, "it is listed as active, or hidden by a named act");
    if (alarm.lifeSafety) ok(regions.suppressedBy.length === 0 && !regions.shelved, "a permit alone hides life safety");
    if (alarm.voicedBy !== undefined && !isHidden) {
      const first = this.alarms.get(alarm.voicedBy);
      const isHeard = first !== undefined && !["shelved", "suppressed", "out-of-service"].includes(first.state);
      ok(isHeard && gravity(first.priority) <= gravity(alarm.priority), "what sounds for it is heard, and as grave");
    }
    for (const reason of regions.suppressedBy) {
      ok(
        suppressions?.some((cause) => cause.reason === reason),
        "what hides has a cause that can be named",
      );
    }
  }

  /** The journal of every record is unbroken, and ends where the record stands. */
  #checkJournal(): void {
    for (const line of this.journal.splice(0)) {
      equal(line.from, this.#stood.get(line.alarm) ?? "normal", "the journal is unbroken");
      this.#stood.set(line.alarm, line.to);
      this.#told.set(line.alarm, standingAfter(this.#told.get(line.alarm), line));
    }
    for (const { id, state, priority, regions, occurrences } of this.alarms.open()) {
      const { state: told, priority: urgency, active, occurrences: times } = this.#told.get(id) ?? {};
      deepEqual([told, urgency, active], [state, priority, regions.active], "the journal alone tells how it stands");
      equal(times, occurrences, "and how often it was raised");
    }
    for (const [id, { state }] of this.records) equal(this.#stood.get(id), state, "the journal ends where it stands");
  }
}

const place = fc.constantFrom(...places);
const acts: readonly Act[] = [
  acknowledge("seen"),
  reset(undefined),
  shelve(15, "known"),
  shelve(60, "known", { oneShot: true }),
  unshelve,
  silence,
  takeOutOfService(Date.UTC(2027, 1, 1), "WO-1", undefined),
  returnToService(undefined),
];
const step: fc.Arbitrary<(room: Room) => void> = fc.oneof(
  {
    weight: 8,
    arbitrary: place.map(
      ({ id, rule }) =>
        (room: Room) =>
          room.turn(id, rule),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(place, fc.constantFrom(...priorities)).map(
      ([{ id, rule }, priority]) =>
        (room: Room) =>
          room.level(id, rule, priority),
    ),
  },
  {
    weight: 5,
    arbitrary: fc.tuple(fc.nat(40), fc.constantFrom(...acts)).map(
      ([n, act]) =>
        (room: Room) =>
          room.act(n, act),
    ),
  },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(second, 5 * second, minute, 11 * minute, 70 * minute)
      .map((time) => (room: Room) => room.wait(time)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom("drill", "test", "maintenance" as const),
        fc.constantFrom([], ["set"], ["feeder"]),
        fc.boolean(),
      )
      .map(
        ([kind, scope, named]) =>
          (room: Room) =>
            room.mode(kind as ModeKind, scope, named),
      ),
  },
  { weight: 1, arbitrary: fc.constant((room: Room) => room.endMode()) },
  { weight: 1, arbitrary: fc.constant((room: Room) => room.restart()) },
);

test("no sequence loses an active alarm, and nothing leaves a list without a line in the journal", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const room = new Room();
      for (const one of steps) {
        one(room);
        room.check();
      }
    }),
    { numRuns: 6_000 },
  );
}, 60_000);

test("when every cause is gone and time has passed, nothing is left hidden by design", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      const room = new Room();
      for (const one of steps) one(room);
      for (const { id, rule } of places)
        if (room.conditions.get(`${id} ${rule.id}`) && rule.suppresses) room.turn(id, rule);
      while (room.modes.all().length > 0) room.endMode();
      for (let i = 0; i < 40; i++) room.wait(minute);
      for (const alarm of room.alarms.open()) equal(alarm.regions.suppressedBy.length, 0);
      room.check();
    }),
    { numRuns: 2_000 },
  );
}, 60_000);
