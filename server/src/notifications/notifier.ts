import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import { minute, second } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import { Counter, Gauge, type Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import { escalate, isAnyDue } from "../escalation/escalate.ts";
import { loadWorld } from "../escalation/world.ts";
import type { Names } from "./composing.ts";
import { deliver, longestRetry } from "./delivering.ts";
import { group } from "./grouping.ts";
import { type SenderOptions, Senders } from "./senders.ts";
import { tellOfTrouble } from "./trouble.ts";

export interface NotifierOptions extends SenderOptions, Names {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly random?: () => number;
  /** How far the judge is behind what was received. */
  readonly judgeLag: () => Milliseconds;
}

/** A judge that is further behind tells of alarms that may be over … */
const behind: Milliseconds = minute;
/** … so that people are told when it has caught up, but never so much later. */
const waitForJudge: Milliseconds = minute;
/** Steps fall due and receivers are tried again at this grain; an announcement wakes it at once. */
const tick: Milliseconds = second;
/** So many receivers are tried at a time. */
const atOnce = 8;
/** Whoever does not answer does not hold up a stop; what was under way is sent again, under the same key. */
const patience: Milliseconds = 3 * second;

/** Escalates, groups and sends, from what the database says and nothing else: a restart goes on where it was. */
export class Notifier {
  readonly senders: Senders;
  readonly #options: NotifierOptions;
  readonly #attempts: Counter<"medium" | "outcome">;
  readonly #stop = new AbortController();
  readonly #underWay = new Map<string, Promise<void>>();
  #running: Promise<void>;
  #ring: () => void = () => undefined;
  #rung = false;
  #passing = false;
  /** Since when the judge is waited for, by the clock that nobody can set. */
  #waitingSince: Milliseconds | undefined;

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.senders = new Senders(options);
    const { metrics, database } = options;
    this.#attempts = new Counter({
      name: "plantroom_notifications_total",
      help: "Attempts to send a message, by what became of them",
      labelNames: ["medium", "outcome"],
      registers: [metrics],
    });
    new Gauge({
      name: "plantroom_notifications_waiting",
      help: "Messages that could not be delivered yet",
      registers: [metrics],
      async collect() {
        const row = await database
          .selectFrom("deliveries")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .where("state", "=", "sending")
          .where("attempts", ">", 0)
          .executeTakeFirst();
        this.set(Number(row?.count ?? 0));
      },
    });
    this.#running = this.#run();
  }

  /** Something was announced, acknowledged or changed. */
  wake(): void {
    this.#rung = true;
    this.#ring();
  }

  /** Resolves when everything that was due has been tried. */
  async settled(): Promise<void> {
    do {
      await new Promise((turn) => setImmediate(turn));
      await Promise.all(this.#underWay.values());
    } while (this.#rung || this.#passing || this.#underWay.size > 0);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.wake();
    await this.#running;
    const { promise: impatient, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(patience, resolve);
    await Promise.race([Promise.all(this.#underWay.values()), impatient]);
    cancel();
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      this.#rung = false;
      this.#passing = true;
      try {
        await this.#pass(this.#options.clock.now());
      } catch (problem) {
        this.#options.log.error({ err: problem }, "notifying failed; trying again");
      }
      this.#passing = false;
      await this.#idle();
    }
  }

  /** Everything that is due now, in its order: who is to be told, in which messages, and the sending. */
  async #pass(now: Instant): Promise<void> {
    const { database, channels, estate } = this.#options;
    if (!this.#waitsForJudge() && (await isAnyDue(database, now))) {
      const people = await this.#options.people();
      await escalate(database, (transaction) => loadWorld(transaction, { people, channels, estate }, now), now);
    }
    await group(database, now);
    await this.#send(now);
  }

  #waitsForJudge(): boolean {
    const { clock, judgeLag } = this.#options;
    if (judgeLag() < behind) {
      this.#waitingSince = undefined;
      return false;
    }
    this.#waitingSince ??= clock.monotonic();
    return clock.monotonic() - this.#waitingSince < waitForJudge;
  }

  async #send(now: Instant): Promise<void> {
    const rows = await this.#options.database
      .selectFrom("deliveries")
      .selectAll()
      .where("state", "=", "sending")
      // Nobody waits longer than that: the clock was set back.
      .where(({ eb, or }) => or([eb("nextAt", "<=", now), eb("nextAt", ">", now + longestRetry)]))
      .orderBy("gravity")
      .orderBy("createdAt")
      .limit(atOnce * 4)
      .execute();
    for (const row of rows) {
      if (this.#underWay.has(row.key) || this.#underWay.size >= atOnce) continue;
      const sending = deliver({ ...this.#options, ...this.#ways }, row, now)
        .catch((problem: unknown) => this.#options.log.error({ err: problem, key: row.key }, "a message was not sent"))
        .finally(() => {
          this.#underWay.delete(row.key);
          this.wake();
        });
      this.#underWay.set(row.key, sending);
    }
  }

  get #ways() {
    const { database, channels, people, random = Math.random } = this.#options;
    return {
      senders: this.senders,
      random,
      onAttempt: (medium: string, outcome: string) => this.#attempts.inc({ medium, outcome }),
      onTrouble: async (...[delivery, problem, now]: Parameters<Parameters<typeof deliver>[0]["onTrouble"]>) => {
        this.#options.log.warn(
          { key: delivery.key, medium: delivery.medium, problem },
          "a message cannot be delivered",
        );
        const there = { people: await people(), channels: await channels.all(database) };
        await tellOfTrouble(this.senders, there, delivery, problem, now);
      },
    };
  }

  #idle(): Promise<void> {
    if (this.#rung) return new Promise((resolve) => setImmediate(resolve));
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.#ring = () => undefined;
        resolve();
      };
      const cancel = this.#options.clock.after(tick, done);
      this.#ring = done;
    });
  }
}
