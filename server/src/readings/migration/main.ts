import { resolve } from "node:path";
import { readConfiguration } from "@plantroom/model/configuration/settings.ts";
import { CannotStart, cannotStartExitCode } from "../../cannot-start.ts";
import { openDatabase } from "../../database/database.ts";
import { Sites } from "../../sites/sites.ts";
import { openReadingStore } from "../open.ts";
import { migrate } from "./migrate.ts";
import { type MigrationState, placeOf, readState, writeState } from "./state.ts";

/** `npm run migrate-readings -- FROM TO`, with the server stopped; the data folder is that of PLANTROOM_DATA_DIR. */
const usage = `Say where readings come from and where they go:
  npm run migrate-readings -- duckdb: influxdb://user:password@host:8086/database
  npm run migrate-readings -- --start-afresh influxdb://…     moves nothing: what lies in the old store stays there
The server must be stopped. What was broken off goes on where it stopped; --again begins anew.`;

const words = process.argv.slice(2);
const flags = words.filter((word) => word.startsWith("--"));
const urls = words.filter((word) => !word.startsWith("--"));
const isAfresh = flags.includes("--start-afresh");
const read = readConfiguration(process.env);
if (!read.ok) refuse(read.problems.join(" "));
if (flags.some((flag) => !["--start-afresh", "--again"].includes(flag)) || urls.length !== (isAfresh ? 1 : 2))
  refuse(usage);
const dataDirectory = resolve(read.configuration.dataDirectory);
try {
  process.exitCode = isAfresh ? await startAfresh(urls[0] ?? "") : await run(urls[0] ?? "", urls[1] ?? "");
} catch (problem) {
  if (problem instanceof CannotStart) refuse(problem.message);
  throw problem;
}

async function startAfresh(to: string): Promise<number> {
  await writeState(dataDirectory, { ...begun("", placeOf(to)), isDone: true });
  console.log(`${placeOf(to)} begins without what lies elsewhere.`);
  return 0;
}

async function run(from: string, to: string): Promise<number> {
  if (placeOf(from) === placeOf(to)) refuse("Readings come from and go to the same place.");
  await using parts = new AsyncDisposableStack();
  const database = await openDatabase(read.ok ? read.configuration.databaseUrl : "", dataDirectory);
  parts.defer(() => database.destroy());
  const { estate } = await Sites.load(database);
  const deviceTypeOf = (site: string, equipment: string) => estate.equipment(site, equipment)?.type;
  const open = async (url: string) => {
    const store = await openReadingStore(url, { dataDirectory, deviceTypeOf });
    parts.defer(() => store.close());
    return store;
  };
  const [source, target] = [await open(from), await open(to)];
  const before = await readState(dataDirectory);
  const isSame = before?.from === placeOf(from) && before.to === placeOf(to) && !flags.includes("--again");
  if (isSame && before.isDone) {
    console.log("Everything was moved already. To move it once more, add --again.");
    return 0;
  }
  const state = isSame ? before : begun(placeOf(from), placeOf(to));
  if (state.next > begun("", "").next) console.log(`Going on from ${new Date(state.next).toISOString()}.`);
  const outcome = await migrate({
    ...{ from: source, to: target, state },
    keep: (next) => writeState(dataDirectory, next),
    say: (line) => console.log(line),
  });
  if (!outcome.ok) {
    for (const { series, day, expected, found } of outcome.missing.slice(0, 20))
      console.error(
        `${series} on ${new Date(day).toISOString().slice(0, 10)}: ${expected} readings, ${found} arrived.`,
      );
    console.error(`${outcome.missing.length} series are not whole. Nothing was lost in ${placeOf(from)}; try again.`);
    return 1;
  }
  const counts = Object.values(outcome.state.series);
  const total = counts.reduce((sum, count) => sum + count, 0);
  console.log(
    `${total} readings of ${counts.length} series moved and counted. Start with PLANTROOM_READINGS_URL=${placeOf(to)}`,
  );
  return 0;
}

/** A time that JSON can hold and nothing comes before. */
function begun(from: string, to: string): MigrationState {
  return { from, to, next: -8.64e15, series: {}, isDone: false };
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(cannotStartExitCode);
}
