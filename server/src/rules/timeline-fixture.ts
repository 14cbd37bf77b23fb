import { deepStrictEqual, partialDeepStrictEqual } from "node:assert";
import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { JournalEntry, PresenceEntry, SampleTuple } from "@plantroom/model/journal/entry.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import type { Quality } from "@plantroom/model/quality.ts";
import type { Detect } from "@plantroom/model/rules/detect.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site, SiteClock } from "@plantroom/model/sites/site.ts";
import type { Text } from "@plantroom/model/text.ts";
import { day, hour, type Instant, minute, second } from "@plantroom/model/time.ts";
import { type Act, acknowledge, reset, shelve, unshelve } from "../alarms/acts.ts";
import { findAlarm, journalOf, searchAlarms } from "../alarms/repository.ts";
import { type Database, openDatabase } from "../database/database.ts";
import type { JournalFrame } from "../journal/reader.ts";
import type { Person } from "../people/person.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { searchWorkOrders } from "../work-orders/repository.ts";
import type { Baselines } from "./baselines.ts";
import { Judging } from "./judging.ts";

export const start = Date.UTC(2026, 2, 2, 8);
export const siteId = "harbour";
const text = (en: string): Text => ({ en, "zh-Hant": en, "zh-Hans": en });

const point = {
  kind: "number",
  label: text("Value"),
  unit: "",
  range: [-1e6, 1e6],
  decimals: 1,
  intervalSeconds: 30,
} as const;
const flag = {
  kind: "boolean",
  label: text("Flag"),
  states: { true: text("On"), false: text("Off") },
  intervalSeconds: 30,
} as const;
export const machine: DeviceType = {
  ...{ id: "machine", label: text("Machine"), system: "water", faceplate: "generic" },
  points: { pressure: point, level: point, trip: flag },
};
const gateway: DeviceType = { ...machine, id: "gateway", points: { pressure: point } };

/** A rule of the machines, with what a test cares about. */
export function ruleOf(id: string, rest: Partial<Rule> & Pick<Rule, "when">): Rule {
  return {
    ...{ id, version: 1, name: text(id), types: ["machine"], onDelaySeconds: 0, offDelaySeconds: 0, priority: "high" },
    ...{ latching: false, lifeSafety: false, consequence: text(""), cause: text(""), action: text("") },
    ...{ respondWithinMinutes: 10, provenance: "test", state: "active" },
    ...rest,
  };
}

export const low = ruleOf("LOW", { when: { kind: "below", point: "pressure", limit: 1 }, onDelaySeconds: 60 });
export const trip = ruleOf("TRIP", {
  when: { kind: "is", point: "trip", values: [true] },
  workOrder: { type: "corrective", title: text("Mend it"), failureClass: "drive" },
});

export const people = {
  operator: { username: "operator", name: "O", roles: ["operator"] },
  supervisor: { username: "supervisor", name: "S", roles: ["supervisor"] },
  technician: { username: "technician", name: "T", roles: ["technician"] },
} as const satisfies Record<string, Person>;

export interface TimelineOptions {
  readonly rules: readonly Rule[];
  readonly clock?: SiteClock;
  readonly equipment?: readonly (Pick<Equipment, "id"> & Partial<Equipment>)[];
  readonly detect?: Detect;
  readonly baselines?: Baselines;
}

type Values = Readonly<Record<string, PointValue | readonly [PointValue, Quality]>>;

/** Judging with a wound clock, a database in memory and a journal that survives every crash. */
export class Timeline {
  readonly database: Database;
  readonly estate: MemoryEstate;
  readonly #options: TimelineOptions;
  readonly #frames: JournalFrame[] = [];
  judging!: Judging;
  now: Instant = start;
  /** The next commits fail, as a killed process fails them. */
  failing = 0;
  #ids = 0;
  rules: readonly Rule[];

  private constructor(database: Database, options: TimelineOptions) {
    this.database = database;
    this.#options = options;
    this.rules = options.rules;
    this.estate = new MemoryEstate();
    const site: Site = { id: siteId, name: "H", timeZone: "UTC", clock: options.clock ?? "wall", currency: "TWD" };
    const list = options.equipment ?? [{ id: "pump-1" }];
    this.estate.apply({
      sites: [site],
      deviceTypes: [machine, gateway],
      equipment: list.map((one) => ({ site: siteId, type: "machine", name: one.id, ...one })),
    });
  }

  static async start(options: TimelineOptions): Promise<Timeline> {
    const timeline = new Timeline(await openDatabase(":memory:", ""), options);
    await timeline.#load();
    return timeline;
  }

  /** `90s`, `10m`, `2h`, `1d` after the start. */
  at(text: string): Moment {
    return new Moment(this, start + lengthOf(text));
  }

  close(): Promise<void> {
    return this.database.destroy();
  }

  async append(...entries: JournalEntry[]): Promise<void> {
    const position = this.#frames.at(-1)?.next ?? 0;
    const frame = { position, next: position + 100, entries };
    this.#frames.push(frame);
    this.judging.take(frame);
    await this.commit();
  }

  /** What is received without being judged yet; `restart` then finds it. */
  whileAway(entry: JournalEntry): void {
    const position = this.#frames.at(-1)?.next ?? 0;
    this.#frames.push({ position, next: position + 100, entries: [entry] });
  }

  async tick(now: Instant): Promise<void> {
    this.now = now;
    this.judging.books.follow();
    this.judging.books.advance(now);
    await this.commit();
  }

  /** A commit that fails is a crash: everything in memory is lost, and the journal read again. */
  async commit(): Promise<void> {
    try {
      await this.judging.commit(this.now);
    } catch (problem) {
      if (!(problem instanceof Killed)) throw problem;
      await this.restart();
    }
  }

  async restart(): Promise<void> {
    await this.#load();
    for (const frame of this.#frames) if (frame.next > this.judging.readFrom) this.judging.take(frame);
    this.judging.books.advance(this.now);
    await this.commit();
  }

  async alarms(open: "true" | "all" = "true"): Promise<readonly Alarm[]> {
    return (await searchAlarms(this.database, { open, limit: 500 })).items;
  }

  async alarm(rule: string, equipment?: string): Promise<Alarm | undefined> {
    const fits = (one: Alarm) => one.rule === rule && (equipment === undefined || one.equipment === equipment);
    return (await this.alarms("all")).find(fits);
  }

  /** `LOW raised +61s normal>unacknowledged`, line by line. */
  async story(): Promise<string[]> {
    const lines: string[] = [];
    for (const alarm of [...(await this.alarms("all"))].reverse()) {
      for (const line of await journalOf(this.database, alarm.id)) {
        lines.push(`${alarm.equipment} ${alarm.rule} ${line.event} +${(line.at - start) / second}s ${line.to}`);
      }
    }
    return lines;
  }

  async workOrders() {
    return (await searchWorkOrders(this.database, { open: "all", limit: 500 })).items;
  }

  async act(rule: string, person: Person, act: Act): Promise<void> {
    const { books } = this.judging;
    const alarm = [...books.alarms.open()].find((one) => one.rule === rule);
    if (!alarm) throw new Error(`no open alarm of ${rule}`);
    const moved = act(alarm, person, books.timeFor(alarm));
    if (moved) books.moved(moved);
    await this.commit();
  }

  find(id: string): Promise<Alarm | undefined> {
    return findAlarm(this.database, id);
  }

  async #load(): Promise<void> {
    this.judging = await Judging.load({
      database: this.database,
      estate: this.estate,
      rules: this.rules,
      newId: () => `id-${++this.#ids}`,
      detect: this.#options.detect,
      baselines: this.#options.baselines,
      alongside: async () => {
        if (this.failing === 0) return;
        this.failing--;
        throw new Killed();
      },
    });
  }
}

class Killed extends Error {}

/** One moment of a timeline: what happens and what is then so. */
export class Moment {
  readonly #timeline: Timeline;
  readonly #time: Instant;

  constructor(timeline: Timeline, time: Instant) {
    this.#timeline = timeline;
    this.#time = time;
  }

  /** Values measured now, or at `measured`; `received` where the message was on its way for long. */
  async publish(equipment: string, values: Values, details: { measured?: string; run?: string } = {}): Promise<void> {
    await this.#timeline.tick(this.#time);
    await this.#timeline.append(this.entry(equipment, values, details));
  }

  entry(equipment: string, values: Values, { measured, run }: { measured?: string; run?: string } = {}): JournalEntry {
    const at = measured === undefined ? this.#time : start + lengthOf(measured);
    const samples = Object.entries(values).map(
      ([name, value]): SampleTuple =>
        isPair(value) ? [name, at, value[0], value[1]] : [name, at, value as PointValue],
    );
    return {
      ...{ kind: "samples", site: siteId, equipment, receivedAt: this.#time, samples },
      ...(run !== undefined && { run }),
    };
  }

  async status(equipment: string, online: boolean, reason: PresenceEntry["reason"] = "will"): Promise<void> {
    await this.#timeline.tick(this.#time);
    const receivedAt = this.#time;
    await this.#timeline.append({ kind: "presence", site: siteId, equipment, receivedAt, online, reason });
  }

  async does(person: Person, rule: string, act: Act): Promise<void> {
    await this.#timeline.tick(this.#time);
    await this.#timeline.act(rule, person, act);
  }

  as(person: Person) {
    return {
      acknowledges: (rule: string, note?: string) => this.does(person, rule, acknowledge(note)),
      resets: (rule: string) => this.does(person, rule, reset(undefined)),
      shelves: (rule: string, minutes: number) => this.does(person, rule, shelve(minutes, "known")),
      unshelves: (rule: string) => this.does(person, rule, unshelve),
    };
  }

  async restart(): Promise<void> {
    this.#timeline.now = this.#time;
    await this.#timeline.restart();
  }

  async expectAlarm(rule: string, expected: Partial<Alarm>, equipment?: string): Promise<void> {
    await this.#timeline.tick(this.#time);
    partialDeepStrictEqual(await this.#timeline.alarm(rule, equipment), expected);
  }

  async expectNone(): Promise<void> {
    await this.#timeline.tick(this.#time);
    deepStrictEqual(await this.#timeline.alarms(), []);
  }
}

function isPair(value: Values[string]): value is readonly [PointValue, Quality] {
  return Array.isArray(value);
}

const units: Readonly<Record<string, number>> = { s: second, m: minute, h: hour, d: day };

function lengthOf(text: string): number {
  const match = /^(-?[\d.]+)([smhd])$/.exec(text);
  return Number(match?.[1]) * (units[match?.[2] ?? ""] ?? Number.NaN);
}
