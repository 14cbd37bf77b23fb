import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { node, root } from "./places.ts";
import { type Outcome, run } from "./run.ts";

const inputs = [
  "dashboard/src",
  "dashboard/messages",
  "dashboard/static",
  "dashboard/project.inlang/settings.json",
  "dashboard/package.json",
  "dashboard/tsconfig.json",
  "dashboard/vite.config.ts",
  "model/src",
  "package-lock.json",
];
const generated = "dashboard/src/paraglide";
const stamp = join(root, "dashboard/build/.inputs");

/** True when dashboard/build was made from other files than those that stand there now. */
export function isDashboardStale(): boolean {
  if (!existsSync(stamp) || !existsSync(join(root, generated))) return true;
  return readFileSync(stamp, "utf8") !== digest();
}

export async function buildDashboard(signal?: AbortSignal): Promise<Outcome> {
  const from = digest();
  const outcome = await run(node, [join(root, "node_modules/vite/bin/vite.js"), "build"], {
    cwd: join(root, "dashboard"),
    signal,
  });
  if (outcome.code === 0) writeFileSync(stamp, from);
  return outcome;
}

function digest(): string {
  const hash = createHash("sha256");
  for (const file of inputs.flatMap((input) => filesBelow(join(root, input)))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(path: string): string[] {
  if (!existsSync(path) || path === join(root, generated)) return [];
  if (statSync(path).isFile()) return path.endsWith(".test.ts") ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
