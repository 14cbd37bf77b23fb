import { randomUUID } from "node:crypto";
import type { NotificationView } from "@plantroom/model/api/types.ts";
import type { EventEntry, JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Heartbeat } from "@plantroom/model/live/events.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Milliseconds } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Server } from "socket.io";
import { startPresenceLog } from "./alarm-journal/presence-log.ts";
import { bulkHandlers } from "./alarms/bulk-handlers.ts";
import { alarmHandlers } from "./alarms/handlers.ts";
import { incidentHandlers } from "./alarms/incident-handlers.ts";
import { modeHandlers } from "./alarms/mode-handlers.ts";
import { whyHandlers } from "./alarms/why-handlers.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database/database.ts";
import { lastEvent } from "./events/repository.ts";
import type { ReadinessCheck } from "./http/readiness.ts";
import type { JournalReader } from "./journal/reader.ts";
import type { LiveAccess } from "./live/access.ts";
import { LiveFeed } from "./live/feed.ts";
import type { LiveChanges } from "./live/pending.ts";
import { Sight } from "./live/sight.ts";
import { type ProcedureDesk, procedureHandlers } from "./procedures/handlers.ts";
import type { ReadingStore } from "./readings/store.ts";
import { refusedHandlers } from "./refused/handlers.ts";
import { startBaselineMaker } from "./rules/baseline-maker.ts";
import { Baselines } from "./rules/baselines.ts";
import { ruleHandlers } from "./rules/handlers.ts";
import { JudgeWorker } from "./rules/judge-worker.ts";
import { JudgeMetrics } from "./rules/metrics.ts";
import type { RuleSet } from "./rules/rules-in-force.ts";
import type { Estate } from "./sites/estate.ts";
import { type WorkOrderDesk, workOrderHandlers } from "./work-orders/handlers.ts";

export interface PipelineOptions {
  readonly database: Database;
  readonly estate: Estate;
  readonly journal: JournalReader;
  /** History, for what is usual of a point. */
  readonly store: Pick<ReadingStore, "buckets">;
  readonly rules: readonly Rule[];
  /** What sites have differently of them. */
  readonly forSite?: RuleSet["forSite"] | undefined;
  readonly io: Server;
  readonly access: LiveAccess;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly isTechnician: WorkOrderDesk["isTechnician"];
  readonly hasPhotos: ProcedureDesk["hasPhotos"];
  /** How the other parts stand, for the heartbeat. */
  readonly others: () => Pick<Heartbeat, "historyLag" | "gatewayConnected" | "journal">;
  /** Every event of a device, once it is committed; after a restart of those that came meanwhile too. */
  readonly onEvent?: (event: EventEntry) => void;
  /** Alarms changed; what has to be told of them is committed. */
  readonly onAlarms?: () => void;
  /** What a snapshot of a site holds besides the judge's own: the demo's faults and history. */
  readonly besides?: (site: string) => LiveChanges;
}

export type Pipeline = Awaited<ReturnType<typeof startPipeline>>;

/** The judging half: journal → judge → alarms → work orders → live feed. */
export async function startPipeline(options: PipelineOptions) {
  const { database, estate, journal, rules, clock, log, io, access } = options;
  let feed: LiveFeed | undefined;
  const baselines = new Baselines();
  const metrics = new JudgeMetrics(options.metrics, () => worker.lag / 1_000);
  const worker: JudgeWorker = await JudgeWorker.start({
    ...{ database, estate, journal, rules, baselines, clock, log, metrics },
    forSite: options.forSite,
    newId: randomUUID,
    onOutcome: (outcome) => {
      metrics.outcome(worker.books, outcome);
      feed?.tell(outcome);
      if (outcome.alarms.length > 0) options.onAlarms?.();
      for (const event of outcome.events) options.onEvent?.(event);
    },
    onReload: () => feed?.startOver(),
  });
  const books = () => worker.books;
  const endBaselines = startBaselineMaker({ store: options.store, books, baselines, clock, log });
  const endPresenceLog = startPresenceLog({ database, books, clock, log });
  const sight = new Sight(books, clock);
  feed = new LiveFeed({
    ...{ io, access, estate, sight, books, clock },
    heartbeat: () => ({ judgeLag: worker.lag, ...options.others() }),
    besides: options.besides ?? (() => ({})),
  });
  const told = feed;
  const desk: WorkOrderDesk = {
    ...{ database, estate },
    act: (run) => worker.act(run),
    isTechnician: options.isTechnician,
  };

  const readiness: ReadinessCheck = {
    name: "judge",
    reason: () => (worker.isCaughtUp ? undefined : "catching up with the journal"),
  };

  return {
    handlers: {
      ...alarmHandlers(desk),
      ...bulkHandlers(desk, books),
      ...incidentHandlers(desk),
      ...modeHandlers(desk, books, randomUUID),
      ...whyHandlers(desk, books),
      ...workOrderHandlers(desk),
      ...procedureHandlers({ ...desk, hasPhotos: options.hasPhotos }),
      ...refusedHandlers(database, estate),
      ...ruleHandlers({ database, estate, books }),
    },
    live: sight,
    readiness,
    /** Judges by other rules from now on; what the old ones raised and the new ones do not know ends with its cause. */
    useRules: (changed: RuleSet): Promise<void> => worker.useRules(changed),
    /** Tells everybody who follows a site. */
    publish: (site: string, changes: LiveChanges): void => told.publish(site, changes),
    /** Tells one person, wherever they are signed in. */
    tellPerson: (username: string, notification: NotificationView): void => told.tellPerson(username, notification),
    /** The newest event of a kind that was kept; undefined when there was none. */
    lastEvent: (site: string, equipment: string, event: string) => lastEvent(database, site, equipment, event),
    progress: (): { readonly position: JournalPosition; readonly lag: Milliseconds } => ({
      position: worker.books.position,
      lag: worker.lag,
    }),
    get dashboards(): number {
      return told.dashboards;
    },
    async stop(): Promise<void> {
      told.close();
      await endBaselines();
      await endPresenceLog();
      await worker.stop();
    },
  };
}
