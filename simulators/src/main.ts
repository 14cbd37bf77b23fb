import { join, resolve } from "node:path";
import { type Configuration, readConfiguration } from "@plantroom/model/configuration/settings.ts";
import { minute, second } from "@plantroom/model/time.ts";
import pino from "pino";
import { beginEstate, continueEstate } from "./catch-up.ts";
import { commandedBehind, idsOf } from "./estate/state.ts";
import { BackFill, type Telling } from "./history/back-fill.ts";
import { runInBackground } from "./history/workers.ts";
import { DemoControl } from "./live/demo-control.ts";
import { FieldGateway } from "./live/field-gateway.ts";
import { Lag } from "./live/lag.ts";
import { Link } from "./live/link.ts";
import { LiveEstate } from "./live/live-estate.ts";
import { type Kept, readState, writeState } from "./state-file.ts";

/** sysexits.h EX_CONFIG: starting again would fail in the same way. */
const configurationError = 78;
const saveEveryMs = 30 * second;
/** Behind by more than this, as after the machine slept, the time is caught up like a stop. */
const tooFarBehind = 5 * minute;
const shutdownMs = 4 * second;

const read = readConfiguration(process.env);
if (!read.ok) refuse(read.problems.join(" "));
const configuration = read.configuration;
if (configuration.demo !== "1")
  refuse("The simulators play the demo estate: they run in demo mode only (PLANTROOM_DEMO=1).");
if (!Object.hasOwn(pino.levels.values, configuration.logLevel)) {
  refuse(
    `PLANTROOM_LOG_LEVEL must be one of ${Object.keys(pino.levels.values).join(", ")}, got "${configuration.logLevel}".`,
  );
}

const log = pino({ level: configuration.logLevel, base: null });
const statePath = join(resolve(configuration.dataDirectory), "simulators", "state.json");
const broker = { url: brokerUrl(configuration), username: "demo", password: "demo" };
const clock = Date.now;

const kept = await readState(statePath, (why) =>
  log.error({ why }, "the simulators' state cannot be used; the estate begins anew"),
);
const begun = clock();
const caughtUp = kept
  ? await continueEstate(kept.estate, begun, runInBackground)
  : await beginEstate(begun, runInBackground);
const tellings: readonly Telling[] = [
  ...(kept?.tellings ?? []),
  ...(caughtUp.past ? [{ ...caughtUp.past, done: 0 }] : []),
];
log.info({ tookMs: clock() - begun, firstStart: !kept, pasts: tellings.length }, "the estate has caught up");

const lag = new Lag(clock);
const gateways = idsOf("gateway").map(
  (id) =>
    new FieldGateway({
      ...{ id, broker, lag, log, clock, commanded: commandedBehind(id) },
      onCommand: (equipment, command, name) => live.obey(equipment, command, name),
    }),
);
const live = new LiveEstate(caughtUp.estate, kept?.numbers ?? {}, gateways);
const stopped = new AbortController();
const control = new DemoControl({
  broker,
  log,
  clock,
  setFault: (fault, active) => {
    live.setFault(fault, active);
    log.info({ fault, active }, "fault");
    void save();
  },
  activeFaults: () => live.activeFaults,
});
const historyLink = new Link({ broker, clientId: "demo-history", log });
const backFill = new BackFill(tellings, {
  link: historyLink,
  lag,
  clock,
  onProgress: (done, total) => control.tellHistory(done, total),
  stopped: stopped.signal,
});

let saving = Promise.resolve();
await save();
const ticking = setInterval(tick, 100);
const savingTimer = setInterval(save, saveEveryMs);
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
void fill();

async function fill(): Promise<void> {
  const since = clock();
  await backFill.run();
  if (stopped.signal.aborted) return;
  await historyLink.close();
  if (tellings.length > 0) log.info({ seconds: (clock() - since) / second }, "the history is told");
  await save();
}

function tick(): void {
  if (live.behind(clock()) > tooFarBehind) return void stop("the machine slept", 1);
  live.advance(clock());
}

function save(): Promise<void> {
  saving = saving.then(async () => {
    const now: Kept = { version: 1, estate: live.state, numbers: live.numbers, tellings: backFill.tellings };
    await writeState(statePath, now).catch((problem: Error) =>
      log.error({ problem: problem.message }, "could not save the state"),
    );
  });
  return saving;
}

/** Saves where everything stands and says goodbye. After a sleep the supervisor starts the program again, and it catches up. */
async function stop(why: string, code = 0): Promise<void> {
  if (stopped.signal.aborted) return;
  stopped.abort();
  log.info({ why }, "stopping");
  setTimeout(() => process.exit(code), shutdownMs).unref();
  clearInterval(ticking);
  clearInterval(savingTimer);
  await save();
  await Promise.all([...gateways.map((gateway) => gateway.close()), control.close(), historyLink.close()]);
  process.exit(code);
}

function brokerUrl({ host, mqttPort }: Configuration): string {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `mqtt://${address.includes(":") ? `[${address}]` : address}:${mqttPort}`;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(configurationError);
}
