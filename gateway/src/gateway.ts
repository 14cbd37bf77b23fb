import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GatewayReport, GatewaySnapshot } from "@plantroom/model/channel/channel.ts";
import type { ClockSetEntry } from "@plantroom/model/journal/entry.ts";
import { unfinishedRestore } from "@plantroom/model/journal/place.ts";
import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { CommandPayload } from "@plantroom/model/topics/topics.ts";
import { Accounts } from "./accounts/accounts.ts";
import { Bridge } from "./bridge/bridge.ts";
import { Devices } from "./broker/devices.ts";
import { defaultLimits, type Limits } from "./broker/limits.ts";
import { type ListenAddress, Listener, type TlsListen } from "./broker/listener.ts";
import { Channel } from "./channel/channel.ts";
import { readSecret } from "./channel/secret.ts";
import { SnapshotFile } from "./channel/snapshot-file.ts";
import { watchedClock } from "./clock-watch.ts";
import { Estate, emptyEstate } from "./estate/estate.ts";
import { lockFolder } from "./folder-lock.ts";
import { Intake } from "./intake/intake.ts";
import { diskFiles, type Files } from "./journal/files.ts";
import { Journal } from "./journal/journal.ts";
import { Scrub } from "./journal/scrub.ts";
import type { Log } from "./log.ts";
import { LogLimiter } from "./log-limiter.ts";
import { keepPresence } from "./presence/kept-presence.ts";
import { StartProblem } from "./start-problem.ts";

const returnMs = minute;
const drainMs = 5 * second;

export interface GatewayOptions {
  /** Absolute. */
  readonly dataDirectory: string;
  /** Absolute. */
  readonly journalFolder: string;
  /** Where devices connect; port 0 is any free one. */
  readonly listen?: (ListenAddress & { readonly tls?: TlsListen | undefined }) | undefined;
  readonly limits?: Partial<Limits>;
  /** An external broker to take from. */
  readonly brokerUrl?: string;
  /** The server's address; without one the gateway lives from what `apply` gives it. */
  readonly serverUrl?: string;
  /** How long the product keeps readings: an older time of a device is not plausible. */
  readonly readingsRetention: Milliseconds;
  readonly journalRetention: Milliseconds;
  readonly journalMaxBytes: number;
  /** A segment is full at this size. */
  readonly segmentBytes?: number;
  readonly clock: () => Instant;
  /** Milliseconds that nobody can set; by default the process' own. */
  readonly monotonic?: () => Milliseconds;
  readonly log: Log;
  readonly files?: Files;
  /** How long devices have to come back after a restart. */
  readonly returnMs?: Milliseconds;
}

export interface Gateway {
  /** Where devices connect; undefined with an external broker. */
  readonly port: number | undefined;
  /** Where they connect by TLS. */
  readonly tlsPort: number | undefined;
  apply(snapshot: GatewaySnapshot): void;
  /** Whether a connected device is subscribed to the command. */
  command(site: string, equipment: string, command: CommandPayload): boolean | Promise<boolean>;
  report(): GatewayReport;
  /** Why nothing can be acknowledged at the moment. */
  readonly problem: string | undefined;
  close(): Promise<void>;
}

/** Rejects with a `StartProblem` for what the person who starts it can mend. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const folder = join(options.dataDirectory, "gateway");
  if (existsSync(join(options.dataDirectory, unfinishedRestore))) {
    throw new StartProblem(
      `A restore into ${options.dataDirectory} did not finish: empty the folder and restore the backup again.`,
    );
  }
  const unlock = lockFolder(folder);
  try {
    return await assemble(options, folder, unlock);
  } catch (cause) {
    unlock();
    throw cause;
  }
}

async function assemble(options: GatewayOptions, folder: string, unlock: () => void): Promise<Gateway> {
  const { log, dataDirectory } = options;
  const journal = await openJournal(options);
  const clock = watchedClock(options.clock, options.monotonic ?? (() => performance.now()), (by, receivedAt) => {
    log.warn({ by }, "the clock of this machine was set");
    const entry: ClockSetEntry = { kind: "clock-set", receivedAt, by };
    journal.append(JSON.stringify(entry));
  });
  const scrub = new Scrub({
    files: options.files ?? diskFiles,
    folder: options.journalFolder,
    segments: () => journal.segments,
    onDamage: (from, to) => log.error({ from, to }, "a part of the journal has been damaged since it was written"),
    onProblem: (cause) => log.warn({ problem: cause.message }, "the journal cannot be read again for a check"),
  });
  scrub.start();
  const limiter = new LogLimiter();
  const { presence, save: savePresence } = await keepPresence(join(folder, "presence.json"), journal, clock, log);
  const intake = new Intake({
    append: (json, done) => journal.append(json, done),
    presence,
    clock,
    retention: options.readingsRetention,
    onRefused: ({ account, topic, code, site, equipment }) => {
      const held = limiter.allow(site ? `${site}/${equipment}` : account, clock());
      if (held !== undefined) log.info({ account, topic, code, held }, "refused");
    },
  });
  let accounts: Accounts | undefined;
  const limits = { ...defaultLimits, ...options.limits };
  const devices = await Devices.open({
    ...{ intake, presence, clock, limits, log },
    accounts: () => accounts,
    waiting: () => journal.waiting,
  });

  const snapshotFile = new SnapshotFile(join(folder, "snapshot.json"), log);
  const use = (snapshot: GatewaySnapshot) => {
    accounts ??= new Accounts();
    accounts.replace(snapshot.accounts);
    intake.estate = new Estate(snapshot);
    devices.reauthorise(accounts);
  };
  const apply = (snapshot: GatewaySnapshot) => {
    use(snapshot);
    void snapshotFile.save(snapshot);
    log.info({ version: snapshot.version, equipment: snapshot.equipment.length }, "snapshot applied");
  };
  const kept = snapshotFile.load();
  if (kept) use(kept);

  const listener =
    options.listen &&
    (await Listener.open({ ...options.listen, limits, devices, clock, log }).catch(async (cause) => {
      await Promise.all([devices.close(), journal.close()]);
      throw cause;
    }));
  const bridge =
    options.brokerUrl === undefined
      ? undefined
      : new Bridge({ url: options.brokerUrl, clientId: bridgeId(folder), intake, log });
  const command: Gateway["command"] = (site, equipment, payload) =>
    (bridge ?? devices).command(site, equipment, payload);
  const report = (): GatewayReport => ({
    at: clock(),
    connections: bridge ? Number(bridge.connected) : devices.count,
    ...intake.counters,
    journalEnd: journal.end,
    journalBytes: journal.bytes,
    journalWritable: journal.problem === undefined,
    ...(journal.problem && { journalProblem: journal.problem }),
    journalMaxBytes: options.journalMaxBytes,
    journalStart: journal.start,
    ...(journal.oldestAt !== undefined && { journalOldestAt: journal.oldestAt }),
    journalDamage: scrub.found,
    snapshotVersion: intake.estate === emptyEstate ? 0 : intake.estate.version,
  });
  const channel =
    options.serverUrl === undefined
      ? undefined
      : new Channel({
          url: options.serverUrl,
          secret: () => readSecret(dataDirectory),
          report,
          onSnapshot: apply,
          onCommand: command,
          log,
        });
  const returning = setTimeout(() => presence.giveUp(), options.returnMs ?? returnMs);

  let closing: Promise<void> | undefined;
  const close = async () => {
    clearTimeout(returning);
    scrub.close();
    listener?.close();
    channel?.close();
    const drained = new Promise<void>((resolve) => setTimeout(resolve, drainMs).unref());
    await Promise.race([journal.flush(), drained]);
    // The acknowledgements of that commit leave before the sockets close.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await Promise.all([bridge?.close(), devices.close()]);
    await Promise.race([savePresence(), drained]);
    await journal.close();
    unlock();
  };

  return {
    port: listener?.port,
    tlsPort: listener?.tlsPort,
    apply,
    command,
    report,
    get problem() {
      return journal.problem?.reason;
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

async function openJournal(options: GatewayOptions): Promise<Journal> {
  const { log } = options;
  const { journal, recovered } = await Journal.open({
    files: options.files ?? diskFiles,
    folder: options.journalFolder,
    clock: options.clock,
    retentionMs: options.journalRetention,
    maxBytes: options.journalMaxBytes,
    ...(options.segmentBytes !== undefined && { segmentBytes: options.segmentBytes }),
    onChange: (problem) => {
      if (problem === undefined) log.info({}, "the journal takes entries again");
      else log.error({ problem: problem.reason }, "the journal takes nothing, and nothing is acknowledged");
    },
    onRetentionProblem: (problem) => log.error({ problem }, "old segments of the journal cannot be dropped"),
  });
  const { cut, damage, end } = recovered;
  if (cut > 0) log.warn({ cut, end }, "a commit that never finished was cut off the journal");
  for (const { from, to } of damage) log.error({ from, to }, "a part of the journal is damaged");
  return journal;
}

/** The same for every run in this folder. */
function bridgeId(folder: string): string {
  const path = join(folder, "bridge-client-id");
  try {
    return readFileSync(path, "utf8");
  } catch {
    const id = `plantroom-${randomUUID()}`;
    writeFileSync(path, id);
    return id;
  }
}
