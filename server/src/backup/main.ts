import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfiguration } from "@plantroom/model/configuration/settings.ts";
import { errorCatalogue, Problem } from "@plantroom/model/errors/catalogue.ts";
import { fill } from "@plantroom/model/text.ts";
import { CannotStart, cannotStartExitCode } from "../cannot-start.ts";
import { version } from "../version.ts";
import { installationOf } from "./installation.ts";
import { restoreBackup } from "./restore.ts";
import { takeBackup } from "./take.ts";

const usage = "npm run backup -- FOLDER [--keep N]\nnpm run restore -- BACKUP";

const [act, ...rest] = process.argv.slice(2);
try {
  await (act === "restore" ? restore(rest) : backup(rest));
} catch (problem) {
  if (problem instanceof Problem) {
    refuse(`${problem.code}: ${fill(errorCatalogue[problem.code].text.en, problem.values)}`, 1);
  }
  if (problem instanceof CannotStart) refuse(problem.message, cannotStartExitCode);
  throw problem;
}

async function backup(args: string[]): Promise<void> {
  const { path, keep } = given(args);
  const taken = await takeBackup(installation(), path, { now: Date.now(), version, keep });
  const how = taken.running ? "of the running Plantroom" : "of the files, nothing was running";
  console.log(`Backup ${how}: ${taken.folder} (${(taken.bytes / 1e6).toFixed(1)} MB)`);
}

async function restore(args: string[]): Promise<void> {
  const { path } = given(args);
  const target = installation();
  const { manifest, readingsLeftOut } = await restoreBackup(path, target);
  console.log(
    `Restored into ${target.dataDirectory}: the backup of ${manifest.takenAt}, Plantroom ${manifest.plantroom}.`,
  );
  if (readingsLeftOut) {
    console.log("Its readings were left out: PLANTROOM_READINGS_URL names a store that keeps its own backups.");
  }
}

function given(args: string[]): { readonly path: string; readonly keep: number | undefined } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { keep: { type: "string" } } });
    const [path, ...more] = positionals;
    const keep = values.keep === undefined ? undefined : Number(values.keep);
    if (path === undefined || more.length > 0) throw new TypeError("one folder is needed");
    if (keep !== undefined && !(Number.isInteger(keep) && keep > 0)) throw new TypeError("--keep takes a whole number");
    return { path: resolve(path), keep };
  } catch (problem) {
    refuse(`${problem instanceof Error ? problem.message : problem}\n${usage}`, 2);
  }
}

function installation() {
  const read = readConfiguration(process.env);
  if (!read.ok) refuse(read.problems.join(" "), cannotStartExitCode);
  return installationOf(read.configuration, join(import.meta.dirname, "../../.."));
}

function refuse(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}
