import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readOptions } from "./options.ts";
import { ReplayProblem } from "./problem.ts";
import { publishRows } from "./publish.ts";
import { readRows, type Skipped } from "./rows.ts";

const reasonsShown = 5;

try {
  await replay(process.argv.slice(2));
} catch (problem) {
  if (!(problem instanceof ReplayProblem)) throw problem;
  console.error(problem.message);
  process.exitCode = 1;
}

async function replay(args: readonly string[]): Promise<void> {
  const options = readOptions(args, randomUUID());
  if (!existsSync(options.file)) throw new ReplayProblem(`There is no file ${options.file}.`);
  const skipped: Skipped[] = [];
  let skips = 0;
  const rows = readRows(options, (one) => {
    skips++;
    if (skipped.length < reasonsShown) skipped.push(one);
  });
  const begun = Date.now();
  if (options.dryRun) {
    for await (const row of rows) console.log(new Date(row.at).toISOString(), JSON.stringify(row.values));
  } else {
    const { rows: count, messages, values } = await publishRows(rows, options);
    const seconds = ((Date.now() - begun) / 1_000).toFixed(1);
    console.log(
      `${count} rows, ${values} values in ${messages} messages to ${options.site}/${options.equipment}, all acknowledged, in ${seconds} s (run ${options.run})`,
    );
  }
  if (skips === 0) return;
  console.log(`${skips} cells or rows were skipped${skips > reasonsShown ? "; the first" : ""}:`);
  for (const { line, reason } of skipped) console.log(`  line ${line}: ${reason}`);
}
