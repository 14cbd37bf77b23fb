import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Configuration, readConfiguration } from "@plantroom/model/configuration/settings.ts";
import { pino } from "pino";
import { CannotStart, cannotStartExitCode } from "./cannot-start.ts";
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
const starting = startServer({ ...optionsOf(read.configuration), logger });

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

const { url, firstAdministrator } = await starting.catch((problem: unknown) => {
  if (problem instanceof CannotStart) refuse(problem.message);
  throw problem;
});
if (firstAdministrator) {
  const { username, password } = firstAdministrator;
  console.log(
    `First start: sign in as ${username} with the password ${password} and change it. It is not shown again.`,
  );
}
logger.info({ url }, "listening");

function optionsOf(settings: Configuration): Omit<ServerOptions, "logger"> {
  const build = join(import.meta.dirname, "../../dashboard/build");
  return {
    host: settings.host,
    port: Number(settings.httpPort),
    dataDirectory: resolve(settings.dataDirectory),
    databaseUrl: settings.databaseUrl,
    readingsUrl: settings.readingsUrl,
    journalUrl: settings.journalUrl,
    retentionDays: Number(settings.retentionDays),
    demo: settings.demo === "1",
    dashboard: existsSync(join(build, "index.html")) ? build : undefined,
  };
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(cannotStartExitCode);
}
