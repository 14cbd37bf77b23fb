import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Configuration, readConfiguration } from "@plantroom/model/configuration/settings.ts";
import { pino } from "pino";
import { CannotStart, cannotStartExitCode } from "./cannot-start.ts";
import { plainHost, tlsOptionsOf } from "./http/tls.ts";
import { type ServerOptions, startServer } from "./server.ts";

/** Less than the ten seconds after which whoever stops it loses patience. */
const shutdownMs = 9_000;

const read = readConfiguration(process.env);
if (!read.ok) refuse(read.problems.join(" "));
if (!Object.hasOwn(pino.levels.values, read.configuration.logLevel)) {
  const known = Object.keys(pino.levels.values).join(", ");
  refuse(`PLANTROOM_LOG_LEVEL must be one of ${known}, got "${read.configuration.logLevel}".`);
}

const logger = pino({ level: read.configuration.logLevel, base: null });
const options = attempt(() => optionsOf(read.configuration));
const starting = startServer({ ...options, logger });

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), shutdownMs).unref();
    starting
      .then((server) => server.stop())
      .then(
        () => process.exit(0),
        (problem: unknown) => {
          logger.error({ err: problem }, "stopping failed");
          process.exit(1);
        },
      );
  });
}

const { url, tlsPort, firstAdministrator } = await starting.catch((problem: unknown) => {
  return refused(problem);
});
if (firstAdministrator) {
  const { username, password } = firstAdministrator;
  console.log(
    `First start: sign in as ${username} with the password ${password} and change it. It is not shown again.`,
  );
}
logger.info({ url, tlsPort }, "listening");

function optionsOf(settings: Configuration): Omit<ServerOptions, "logger"> {
  const build = join(import.meta.dirname, "../../dashboard/build");
  return {
    host: plainHost(settings),
    port: Number(settings.httpPort),
    dataDirectory: resolve(settings.dataDirectory),
    databaseUrl: settings.databaseUrl,
    readingsUrl: readingsUrlOf(settings),
    journalUrl: settings.journalUrl,
    retentionDays: Number(settings.retentionDays),
    rollUpRetentionDays: Number(settings.rollUpRetentionDays),
    demo: settings.demo === "1",
    recordsDays: Number(settings.recordsRetentionDays),
    tls: tlsOptionsOf(settings),
    trustProxy: settings.trustProxy,
    dashboard: existsSync(join(build, "index.html")) ? build : undefined,
  };
}

/** The URL itself, or what stands in the file that is named instead. */
function readingsUrlOf({ readingsUrl, readingsUrlFile }: Configuration): string {
  if (readingsUrlFile === "") return readingsUrl;
  try {
    return readFileSync(readingsUrlFile, "utf8").trim();
  } catch (cause) {
    throw new CannotStart(`PLANTROOM_READINGS_URL_FILE names ${readingsUrlFile}, which cannot be read.`, { cause });
  }
}

function attempt<T>(make: () => T): T {
  try {
    return make();
  } catch (problem) {
    return refused(problem);
  }
}

function refused(problem: unknown): never {
  if (problem instanceof CannotStart) refuse(problem.message);
  throw problem;
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(cannotStartExitCode);
}
