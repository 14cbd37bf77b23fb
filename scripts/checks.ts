import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildDashboard, isDashboardStale } from "./dashboard-build.ts";
import { node, root } from "./places.ts";
import { browser, chromium, influxd, type Preparation, prepare, prepareInfluxd } from "./prerequisites.ts";
import { type Outcome, run } from "./run.ts";

export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

export type Check = {
  readonly name: string;
  readonly run: (signal: AbortSignal) => Promise<Count & { readonly note?: string }>;
};

const none: Count = { passed: 0, failed: 0, skipped: 0 };
const tool = (path: string) => join(root, "node_modules", path);
const sources = ["model", "gateway", "server", "simulators", "dashboard/src", "test", "scripts"];

/** In this order. The dashboard build comes first: it makes the message functions that the checks after it read. */
export const staticChecks: readonly Check[] = [
  command("dashboard build", async (signal) => (isDashboardStale() ? buildDashboard(signal) : { code: 0, output: "" })),
  command("biome", (signal) =>
    run(node, [tool("@biomejs/biome/bin/biome"), "ci", "--colors=off"], { cwd: root, signal }),
  ),
  command("tsc", (signal) => run(node, [tool("typescript/bin/tsc"), "--pretty", "false"], { cwd: root, signal })),
  command("svelte-check", checkSvelte),
  command("dependency-cruiser", (signal) =>
    run(
      node,
      [tool("dependency-cruiser/bin/dependency-cruiser.mjs"), "--config", ".dependency-cruiser.mjs", ...sources],
      {
        cwd: root,
        signal,
      },
    ),
  ),
  command("knip", (signal) => run(node, [tool("knip/bin/knip.js"), "--no-config-hints"], { cwd: root, signal })),
];

export const testProjects: readonly Check[] = [
  vitest("unit", "{model,gateway,server,simulators,dashboard}/src/**/*.test.ts", "scripts/**/*.test.ts"),
  { name: "contract", run: testContracts },
  vitest("acceptance", "test/acceptance/**/*.test.ts"),
  { name: "browser", run: testInBrowser },
];

export const corpus: readonly Check[] = [
  {
    name: "corpus",
    run: async (signal) => {
      await prepareInfluxd(signal);
      return vitest("corpus", "test/corpus/**/*.test.ts").run(signal);
    },
  },
];

/** Programs that are killed, stopped, given damaged files, full disks and a store that fails; how many rounds says PLANTROOM_FAULT_ROUNDS. */
export const faults: readonly Check[] = [
  {
    name: "faults",
    run: async (signal) => {
      await prepareInfluxd(signal);
      return vitest("faults", "test/faults/**/*.test.ts").run(signal);
    },
  },
];

function command(name: string, start: (signal: AbortSignal) => Promise<Outcome>): Check {
  return {
    name,
    run: async (signal) => {
      const outcome = await start(signal);
      if (outcome.code === 0) return { ...none, passed: 1 };
      process.stdout.write(outcome.output);
      return { ...none, failed: 1 };
    },
  };
}

async function checkSvelte(signal: AbortSignal): Promise<Outcome> {
  const cwd = join(root, "dashboard");
  const sync = await run(node, [tool("@sveltejs/kit/svelte-kit.js"), "sync"], { cwd, signal });
  if (sync.code !== 0) return sync;
  const options = ["--tsconfig", "./tsconfig.json", "--fail-on-warnings", "--no-color"];
  return run(node, [tool("svelte-check/bin/svelte-check"), ...options], { cwd, signal });
}

async function testInBrowser(signal: AbortSignal) {
  const tests = "test/browser/**/*.test.ts";
  if (globSync(tests, { cwd: root }).length > 0) {
    const unmet = notRun(await prepare(browser, signal));
    if (unmet) return unmet;
  }
  return vitest("browser", tests).run(signal);
}

/** Without a server to be had the others run all the same. */
async function testContracts(signal: AbortSignal) {
  const unmet = notRun(await prepareInfluxd(signal));
  const count = await vitest("contract", "test/contract/**/*.test.ts").run(signal);
  return unmet ? { ...count, failed: count.failed + unmet.failed, note: unmet.note } : count;
}

/** Where the project's own machine lacks something, that is a failure. */
function notRun({ missing, reason }: Preparation): (Count & { readonly note: string }) | undefined {
  if (missing.length === 0) return undefined;
  const note = `not run: ${missing.join(" and ")} missing, and ${reason}`;
  return process.env.CI ? { ...none, failed: 1, note } : { ...none, skipped: 1, note };
}

function vitest(project: string, ...patterns: readonly string[]): Check {
  return {
    name: project,
    run: async (signal) => {
      if (globSync(patterns, { cwd: root }).length === 0) return { ...none, note: "no tests yet" };
      const folder = mkdtempSync(join(tmpdir(), "plantroom-test-"));
      try {
        const report = join(folder, "report.json");
        const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
        const env = { PLANTROOM_CHROMIUM: chromium(), PLANTROOM_INFLUXD: influxd() };
        const args = [tool("vitest/vitest.mjs"), "run", "--project", project, ...reporters];
        const outcome = await run(node, args, { cwd: root, signal, env, show: true });
        return count(report, outcome);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function count(report: string, outcome: Outcome): Count {
  const counts = readCounts(report);
  if (!counts) return { ...none, failed: 1 };
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0;
  const unexplained = counts.failed === 0 && (outcome.code !== 0 || ranNothing);
  return unexplained ? { ...counts, failed: 1 } : counts;
}

function readCounts(report: string): Count | undefined {
  try {
    const it = JSON.parse(readFileSync(report, "utf8"));
    return { passed: it.numPassedTests, failed: it.numFailedTests, skipped: it.numPendingTests + it.numTodoTests };
  } catch {
    return undefined; // vitest was ended before it could report
  }
}
