import { join, resolve } from "node:path";
import { defaultTariffs } from "@plantroom/model/energy/tariffs.ts";
import { journalFolder } from "@plantroom/model/journal/place.ts";
import { defaultRules, rulePack } from "@plantroom/model/rules/pack/catalogue.ts";
import type { Logger } from "pino";
import { collectDefaultMetrics, Registry } from "prom-client";
import { alarmJournalHandlers } from "./alarm-journal/handlers.ts";
import { trendHandlers } from "./alarms/trend-handlers.ts";
import { startTrendKeeper } from "./alarms/trend-keeper.ts";
import { ownCopies } from "./backup/own-copies.ts";
import { CannotStart } from "./cannot-start.ts";
import { type Clock, systemClock } from "./clock.ts";
import { checkHost, claimDataFolder } from "./data-folder.ts";
import { copyDatabase, databaseFile, openDatabase } from "./database/database.ts";
import { restoredDemo } from "./demo/restored-demo.ts";
import { channelSecret } from "./devices/secret.ts";
import { EnergyDays } from "./energy/energy-days.ts";
import { Figures } from "./energy/figures.ts";
import { energyHandlers } from "./energy/handlers.ts";
import { MeterLedger } from "./energy/meter-ledger.ts";
import { buildApp } from "./http/app.ts";
import { sessionTokenOf } from "./http/cookie.ts";
import { HttpsPort } from "./http/https-port.ts";
import { listen } from "./http/listen.ts";
import type { TlsOptions } from "./http/tls.ts";
import { MetDamage } from "./journal/damage.ts";
import { KnownJournal } from "./journal/known-journal.ts";
import { SegmentReader } from "./journal/segment-reader.ts";
import { laboratoryHandlers } from "./laboratory/handlers.ts";
import { socketServer } from "./live/access.ts";
import { ownKeys } from "./notifications/own-keys.ts";
import { startNotifications } from "./notifications/part.ts";
import { addFirstAdministrator, type FirstAdministrator } from "./people/first-accounts.ts";
import { maySee } from "./people/person.ts";
import { type Pipeline, startPipeline } from "./pipeline.ts";
import { openPlatform, platformHandlers } from "./platform.ts";
import { photoHandlers } from "./procedures/photo-handlers.ts";
import { Photos } from "./procedures/photos.ts";
import { deadLetterHandlers } from "./readings/dead-letter-handlers.ts";
import { DeadLetterRetry } from "./readings/dead-letter-retry.ts";
import { DeadLetters } from "./readings/dead-letters.ts";
import type { EquipmentDay } from "./readings/grid.ts";
import { readingsHandlers } from "./readings/handlers.ts";
import { startHistorian } from "./readings/historian.ts";
import { openReadingStore, readingsFile } from "./readings/open.ts";
import { ReadBack } from "./readings/read-back.ts";
import { readBackHandlers } from "./readings/read-back-handlers.ts";
import { ReadBacks } from "./readings/read-backs.ts";
import { startRetention } from "./readings/retention.ts";
import { startRollingUp } from "./readings/rolling-up.ts";
import type { StoredReading } from "./readings/store.ts";
import { StoreChange } from "./readings/store-change.ts";
import { startPruning } from "./records/pruning.ts";
import { RuleBook } from "./rule-book/book.ts";
import { effective } from "./rule-book/entry.ts";
import { ruleBookHandlers } from "./rule-book/handlers.ts";
import { consumerView, storeView } from "./system/progress.ts";
import { databaseAnswers, gatewayWasHere, journalStanding, journalTakes } from "./system/readiness.ts";
import { systemHandlers } from "./system/system-handlers.ts";
import { version } from "./version.ts";

export interface ServerOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly dataDirectory: string;
  readonly databaseUrl: string;
  readonly readingsUrl: string;
  readonly journalUrl: string;
  readonly retentionDays: number;
  readonly rollUpRetentionDays?: number;
  readonly demo: boolean;
  /** Days for which commands and the audit trail are kept. */
  readonly recordsDays?: number;
  /** HTTPS, besides. */
  readonly tls?: TlsOptions | undefined;
  /** Addresses of reverse proxies, comma-separated. */
  readonly trustProxy?: string;
  /** Folder of the built dashboard. */
  readonly dashboard?: string | undefined;
  readonly logger: Logger;
  readonly clock?: Clock;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Of HTTPS. */
  readonly tlsPort: number | undefined;
  /** Outside demo mode, at the first start only. */
  readonly firstAdministrator: FirstAdministrator | undefined;
  /** Lets what is under way end, and writes what is not written. */
  stop(): Promise<void>;
}

/** The judging side, from the data folder to the listening port. Throws `CannotStart` for what whoever starts it can mend. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  checkHost(options.host, options.demo);
  claimDataFolder(options.dataDirectory, options.demo);
  const parts = new AsyncDisposableStack();
  try {
    return await assemble(options, parts);
  } catch (problem) {
    await parts.disposeAsync();
    throw problem;
  }
}

/** Each part is put on the stack as it opens; they close in the reverse order. */
async function assemble(options: ServerOptions, parts: AsyncDisposableStack): Promise<RunningServer> {
  const { dataDirectory, demo, logger: log, clock = systemClock } = options;
  const folder = journalFolder(options.journalUrl);
  if (folder === undefined) {
    throw new CannotStart(`PLANTROOM_JOURNAL_URL "${options.journalUrl}" has an unknown scheme; known are: file:.`);
  }
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });

  const database = await openDatabase(options.databaseUrl, dataDirectory);
  parts.defer(() => database.destroy());

  const io = socketServer();
  const secret = await channelSecret(dataDirectory);
  const platform = await openPlatform({ database, io, secret, demo, clock, logger: log });
  const { people, sessions, channel, audit } = platform;
  const { estate } = platform.sites;
  parts.defer(() => sessions.close());
  parts.defer(() => channel.close());
  const store = await openReadingStore(options.readingsUrl, {
    dataDirectory,
    deviceTypeOf: (site, equipment) => estate.equipment(site, equipment)?.type,
  });
  parts.defer(() => store.close());
  const { readingsUrl: url } = options;
  const storeChange = await StoreChange.begin({ database, store, url, dataDirectory, clock, log });
  parts.defer(() => storeChange.stop());

  const damage = new MetDamage(log, metrics);
  const journal = new SegmentReader({ folder: resolve(dataDirectory, folder), clock, onDamage: damage.report });
  const copyTo = ownCopies(
    {
      ...{ dataDirectory, journalFolder: resolve(dataDirectory, folder) },
      apart: ownFiles(options),
      copyDatabase: (target) => copyDatabase(database, target),
      copyReadings: (target) => store.copyTo(target),
      hold: () => journal.hold(),
    },
    log,
  );
  const ledger = await MeterLedger.load(database);
  const figures = new Figures({
    store,
    estate,
    ledger,
    clock,
    tariffs: defaultTariffs,
    days: new EnergyDays(database),
  });
  const onStored = (readings: readonly StoredReading[]) => figures.stored(readings);
  const deadLetters = new DeadLetters(database);
  const known = new KnownJournal(database);
  const historian = startHistorian({ store, journal, known, deadLetters, clock, log, metrics, onStored });
  parts.defer(() => historian.stop());
  const readBacks = new ReadBacks(database);
  const storedUpTo = () => historian.progress().position;
  const readBack = new ReadBack({ store, journal, deadLetters, readBacks, storedUpTo, onStored, clock, log });
  await readBack.start();
  parts.defer(() => readBack.stop());
  const deadLetterRetry = new DeadLetterRetry({ letters: deadLetters, store, clock, onStored });
  const { retentionDays, rollUpRetentionDays = 3_650 } = options;
  const onRebuilt = (days: readonly EquipmentDay[]) => figures.rebuilt(days);
  parts.defer(startRollingUp({ store, clock, log, metrics, onRebuilt, onRound: () => figures.prepare() }));
  parts.defer(startPruning({ database, clock, log, metrics, days: options.recordsDays ?? 730 }));
  parts.defer(startRetention({ store, clock, log, days: retentionDays, rollUpDays: rollUpRetentionDays }));

  const photos = new Photos(database, join(dataDirectory, "photos"));
  parts.defer(startTrendKeeper({ database, store, estate, clock, log }));

  const book = await RuleBook.load({ database, estate, pack: rulePack }, clock.now());
  let pipeline: Pipeline | undefined;
  const notifications = await startNotifications({
    ...{ database, estate, clock, log, metrics, demo },
    keys: ownKeys(dataDirectory),
    people: () => people.all(),
    ruleName: (id) => book.nameOf(id),
    judgeLag: () => pipeline?.progress().lag ?? Number.POSITIVE_INFINITY,
    onNotified: (username, notification) => pipeline?.tellPerson(username, notification),
  });
  parts.defer(() => notifications.stop());
  const control = demo
    ? await restoredDemo(database, defaultRules, (site, news) => pipeline?.publish(site, news))
    : undefined;
  const judged = await startPipeline({
    ...{ database, estate, journal, store, io, clock, log, metrics },
    ...book.ruleSet(),
    access: {
      authenticate: (header) => sessions.find(sessionTokenOf(header)),
      onEnded: (listener) => sessions.onEnded(listener),
    },
    hasPhotos: (run, ids) => photos.has(run, ids),
    isTechnician: async (username, site) => {
      const person = await people.find(username);
      return person !== undefined && !person.disabled && person.roles.includes("technician") && maySee(person, site);
    },
    others: () => ({
      historyLag: historian.progress().lag,
      gatewayConnected: channel.connected,
      journal: journalStanding(channel),
    }),
    onEvent: (event) => control?.onEvent(event),
    onAlarms: () => notifications.wake(),
    besides: (site) => control?.news(site) ?? {},
  });
  pipeline = judged;
  book.tell(judged.useRules);
  parts.defer(() => judged.stop());

  const app = await buildApp({
    handlers: {
      ...platformHandlers(platform, {
        live: judged.live,
        countsOf: (site) => judged.live.countsOf(site),
        demo: control,
        clock,
      }),
      ...judged.handlers,
      ...ruleBookHandlers({ book, database, estate, clock }),
      ...laboratoryHandlers({ store, book, database, estate, clock, retentionDays }),
      ...notifications.handlers,
      ...photoHandlers({ database, photos, clock }),
      ...readingsHandlers({ store, estate, clock, retentionDays }),
      ...deadLetterHandlers(deadLetters, deadLetterRetry, estate),
      ...readBackHandlers(readBack, readBacks),
      ...trendHandlers({ database, store, estate, clock }),
      ...alarmJournalHandlers({
        ...{ database, estate, clock },
        ruleNames: () => book.all().map((entry) => [entry.id, effective(entry).draft.name] as const),
      }),
      ...energyHandlers({ figures, ledger, estate, tariffs: defaultTariffs, clock }),
      ...systemHandlers({
        channel,
        consumers: async () => {
          const end = await journal.end();
          return [consumerView("judge", judged.progress(), end), consumerView("historian", historian.progress(), end)];
        },
        store: () => storeView(store, historian.progress().problem, storeChange.leftBehind()),
        ...{ deadLetters, damage, readBacks },
        history: () => control?.history,
        dashboards: () => judged.dashboards,
        version,
      }),
    },
    authenticate: (token) => sessions.find(token),
    record: (act) => audit.add(act, clock.now()),
    readiness: [
      databaseAnswers(database),
      judged.readiness,
      historian.readiness,
      storeChange.readiness,
      gatewayWasHere(channel),
      journalTakes(channel),
    ],
    metrics,
    logger: log,
    version,
    demo,
    internal: { secret, copyTo },
    trustProxy: options.trustProxy,
    dashboard: options.dashboard,
  });
  io.attach(app.server);
  parts.defer(async () => {
    // Sockets of every namespace, or the HTTP server would wait for them.
    io.engine.close();
    await app.close();
  });
  const port = await listen(app, options.host, options.port);
  const https = options.tls && (await HttpsPort.open({ ...options.tls, http: app.server, clock, log, metrics }));
  parts.defer(() => https?.close());
  // Last: a start that fails before would take the password, which is shown once, with it.
  const firstAdministrator = await addFirstAdministrator(people, clock.now());
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    port,
    tlsPort: https?.port,
    firstAdministrator,
    stop: () => parts.disposeAsync(),
  };
}

/** Of database and readings, where they are files. */
function ownFiles({ databaseUrl, readingsUrl, dataDirectory }: ServerOptions): string[] {
  const readings = readingsFile(readingsUrl, dataDirectory);
  return [databaseFile(databaseUrl, dataDirectory), ...(readings === undefined ? [] : [readings])];
}
