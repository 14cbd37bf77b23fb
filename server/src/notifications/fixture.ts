import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { type AlarmEvent, normalRegions } from "@plantroom/model/alarms/machine.ts";
import type { Priority } from "@plantroom/model/alarms/priority.ts";
import type { ChannelInput, NotificationSettings, NotificationView, PersonView } from "@plantroom/model/api/types.ts";
import type { EscalationPolicy } from "@plantroom/model/escalation/policy.ts";
import type { Roster } from "@plantroom/model/on-call/roster.ts";
import { type Milliseconds, second } from "@plantroom/model/time.ts";
import { pino } from "pino";
import { Registry } from "prom-client";
import { move } from "../alarms/moving.ts";
import { findAlarm, saveAlarms } from "../alarms/repository.ts";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { announce } from "../escalation/announce.ts";
import type { Call } from "../http/handler.ts";
import type { Person } from "../people/person.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { keepDocument } from "./documents.ts";
import { freshKeys } from "./own-keys.ts";
import { startNotifications } from "./part.ts";
import { saveSettings } from "./settings.ts";

type Part = Awaited<ReturnType<typeof startNotifications>>;
type PartRoute = keyof Part["handlers"];

export const noon = Date.UTC(2026, 10, 23, 4);
const person = (username: string, ...roles: PersonView["roles"]): PersonView => ({ username, name: username, roles });
const staff: readonly PersonView[] = [
  person("olga", "operator"),
  person("sam", "supervisor"),
  person("mia", "supervisor"),
  person("ada", "administrator"),
];
const administrator: Person = { username: "ada", name: "ada", roles: ["administrator"] };

/** Notifications with a wound clock and a database in memory; alarms come from the test, receivers are on loopback. */
export class TestNotifications {
  readonly clock = new HandClock(noon);
  readonly told: { readonly username: string; readonly notification: NotificationView }[] = [];
  readonly keys = freshKeys();
  readonly estate = new MemoryEstate();
  readonly people: PersonView[] = [...staff];
  /** How far the judge is behind. */
  judgeLag: Milliseconds = 0;
  readonly #ca: string | undefined;
  database!: Database;
  part!: Part;

  private constructor(ca: string | undefined) {
    this.#ca = ca;
  }

  static async start({ ca, settings }: { ca?: string; settings?: Partial<NotificationSettings> } = {}) {
    const test = new TestNotifications(ca);
    test.estate.apply({
      sites: [
        { id: "harbour", name: "Harbour Court", timeZone: "Asia/Taipei", clock: "wall", currency: "TWD" },
        { id: "replayed", name: "Replayed", timeZone: "UTC", clock: "device", currency: "TWD" },
      ],
      equipment: [{ site: "harbour", id: "pump-1", type: "booster-pump", name: "Pump <1>" }],
    });
    test.database = await openDatabase(":memory:", "");
    await saveSettings(test.database, { baseUrl: "", allowedNetworks: ["127.0.0.0/8"], ...settings });
    await test.begin();
    return test;
  }

  /** The process begins, or begins again after it was killed. */
  async begin(): Promise<void> {
    const { database, keys, estate, clock } = this;
    this.part = await startNotifications({
      ...{ database, keys, estate, clock, demo: false, random: () => 0.5 },
      people: async () => this.people,
      judgeLag: () => this.judgeLag,
      ruleName: (rule) => ({ en: `Rule ${rule}`, "zh-Hant": `規則 ${rule}`, "zh-Hans": `规则 ${rule}` }),
      log: pino({ level: "silent" }),
      metrics: new Registry(),
      onNotified: (username, notification) => this.told.push({ username, notification }),
      ...(this.#ca !== undefined && { ca: this.#ca }),
    });
  }

  async raise(id: string, priority: Priority = "critical", rest: Partial<Alarm> = {}): Promise<void> {
    const at = this.clock.now();
    const before: Alarm = {
      ...{ id, site: "harbour", equipment: "pump-1", rule: id, ruleVersion: 1, priority, lifeSafety: false },
      ...{ latching: false, regions: normalRegions, state: "normal", conditionSince: at, raisedAt: at },
      ...{ occurrences: 0, evidence: [], verification: "unverified" },
      ...rest,
    };
    await this.#move(before, { type: "raised", latching: before.latching });
  }

  /** Many alarms in one commit. */
  async flood(count: number, priority: Priority): Promise<void> {
    for (let i = 0; i < count; i++) await this.raise(`flood-${i}`, priority);
  }

  async happens(id: string, event: AlarmEvent, by = "olga"): Promise<void> {
    const alarm = await findAlarm(this.database, id);
    if (alarm) await this.#move(alarm, event, by);
  }

  acknowledge(id: string): Promise<void> {
    return this.happens(id, { type: "acknowledged" });
  }

  async #move(alarm: Alarm, event: AlarmEvent, by = "system"): Promise<void> {
    const moved = move(alarm, event, { at: this.clock.now(), by });
    if (typeof moved === "string") return;
    await this.database.transaction().execute(async (transaction) => {
      await saveAlarms(transaction, [moved.alarm], [moved.transition]);
      await announce(transaction, new Map([[alarm.id, moved.alarm]]), [moved.transition]);
    });
    this.part.wake();
  }

  /** Lets time pass in steps in which everything that is due is done. */
  async pass(time: Milliseconds, grain: Milliseconds = second): Promise<void> {
    for (let left = time; left > 0; left -= grain) {
      await this.settled();
      this.clock.advance(Math.min(grain, left));
    }
    await this.settled();
  }

  /** Nothing is under way any more: no pass, and no attempt that has begun. */
  async settled(): Promise<void> {
    this.part.wake();
    await this.part.settled();
  }

  channel(input: ChannelInput) {
    return this.call("POST /api/notification-channels", { body: input });
  }

  policy(policy: EscalationPolicy): Promise<void> {
    return keepDocument(this.database, "escalationPolicies", policy);
  }

  roster(roster: Roster): Promise<void> {
    return keepDocument(this.database, "rosters", roster);
  }

  call<K extends PartRoute>(
    route: K,
    { as = administrator, ...parts }: { as?: Person; params?: object; query?: object; body?: unknown } = {},
  ): ReturnType<Part["handlers"][K]> {
    const call = { person: as, params: {}, query: {}, body: {}, origin: {}, ...parts } as unknown as Call<K>;
    return (this.part.handlers[route] as (call: Call<K>) => ReturnType<Part["handlers"][K]>)(call);
  }

  log(id: string) {
    return this.call("GET /api/alarms/{id}/notifications", { params: { id } });
  }

  async close(): Promise<void> {
    const stopped = this.part.stop();
    const winding = setInterval(() => this.clock.advance(second), 1);
    await stopped;
    clearInterval(winding);
    await this.database.destroy();
  }
}

/** What the generic form of a webhook holds, as far as tests look at it. */
interface Told {
  readonly count?: number;
  readonly alarms?: readonly { readonly id: string }[];
}

export interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A real HTTP server on a free port of loopback that keeps what it hears. */
export class Sink {
  readonly heard: Heard[] = [];
  /** What it answers; a test changes it, `undefined` hangs up. */
  answer: { readonly status: number; readonly body: string; readonly headers?: Record<string, string> } | undefined = {
    status: 200,
    body: '{"errcode":0,"code":0}',
  };
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { answer } = this;
        if (answer === undefined) {
          request.socket.destroy();
          return;
        }
        this.heard.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
        response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
  }

  static async listen(): Promise<Sink> {
    const sink = new Sink();
    await new Promise<void>((listening) => sink.#server.listen(0, "127.0.0.1", listening));
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  json(index: number): Told {
    return JSON.parse(this.heard[index]?.body.toString() ?? "null") as Told;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}
