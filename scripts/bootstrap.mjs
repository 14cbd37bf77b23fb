// The only code that may meet Node 20: installs what is missing, then hands over to the Node 26 of node_modules.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const windows = process.platform === "win32";
const node = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");

const commands = {
  start: { file: "scripts/start.ts" },
  test: { file: "scripts/test.ts" },
  check: { file: "scripts/test.ts", args: ["--check"] },
  corpus: { file: "scripts/test.ts", args: ["--corpus"] },
  faults: { file: "scripts/test.ts", args: ["--faults"] },
  bench: { file: "test/bench/main.ts" },
  "bench:energy": { file: "test/bench/energy/main.ts" },
  "bench:peers": { file: "test/bench/peers/main.ts" },
  replay: { file: "simulators/src/replay/main.ts", inCallersFolder: true },
  backup: { file: "server/src/backup/main.ts", args: ["backup"], inCallersFolder: true },
  restore: { file: "server/src/backup/main.ts", args: ["restore"], inCallersFolder: true },
  "migrate-readings": { file: "server/src/readings/migration/main.ts" },
  docs: { file: "server/src/docs/main.ts" },
  format: { file: "node_modules/@biomejs/biome/bin/biome", args: ["check", "--write"] },
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
if (!command) stop(`Say what to do: ${Object.keys(commands).join(", ")}.`);

if (!isInstalled()) install();
checkNode();
if (!existsSync(join(root, command.file))) stop(`There is no ${command.file}: this part is not there yet.`);
run();

/** By content, not by date: npm writes both lock files at about the same moment, and git changes dates. */
function isInstalled() {
  const wanted = packagesOf("package-lock.json");
  const found = packagesOf(join("node_modules", ".package-lock.json"));
  if (!wanted || !found) return false;
  const current = Object.entries(found).every(([path, it]) => it.version === wanted[path]?.version);
  const complete = Object.entries(wanted).every(
    ([path, it]) =>
      path === "" ||
      it.optional ||
      it.peer ||
      it.devOptional ||
      Object.hasOwn(found, path) ||
      it.link ||
      !path.includes("node_modules/"),
  );
  return current && complete;
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), "utf8")).packages;
  } catch {
    return undefined; // missing or cut short: install again
  }
}

function install() {
  console.log("Installing…");
  const options = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  if (npm(["ci", ...options])) return;
  if (process.env.CI) stop("npm ci failed.");
  console.log("npm ci failed; trying npm install…");
  if (!npm(["install", "--no-save", ...options]))
    stop("npm could not install the dependencies: its message stands above.");
}

function npm(args) {
  const self = process.env.npm_execpath;
  const [file, rest] = self?.endsWith(".js") ? [process.execPath, [self, ...args]] : ["npm", args];
  return spawnSync(file, rest, { cwd: root, stdio: "inherit", shell: windows && file === "npm" }).status === 0;
}

function checkNode() {
  const answer = spawnSync(node, ["--version"], { encoding: "utf8" });
  const version = answer.status === 0 ? answer.stdout.trim() : "";
  if (version.startsWith("v26.")) return;
  stop(
    version
      ? `node_modules holds Node ${version}, not 26: delete node_modules and run this again.`
      : "node_modules holds no Node 26, as after an install with scripts switched off: run `npm rebuild node --ignore-scripts=false` (or delete node_modules) and try again.",
  );
}

/**
 * The child leads a process group of its own, so that Ctrl-C, which a terminal sends to everyone in the foreground and
 * npm sends on once more, reaches it exactly once: from here.
 */
function run() {
  const target = [join(root, command.file), ...(command.args ?? []), ...args];
  const child = spawn(
    node,
    ["--import", join(root, "scripts", "end-with-parent.mjs"), "--disable-warning=ExperimentalWarning", ...target],
    {
      cwd: command.inCallersFolder ? (process.env.INIT_CWD ?? process.cwd()) : root,
      stdio: ["inherit", "inherit", "inherit", "ipc"],
      detached: !windows,
      env: {
        ...process.env,
        PATH: `${join(root, "node_modules", ".bin")}${windows ? ";" : ":"}${process.env.PATH ?? ""}`,
      },
    },
  );
  let sentAt = 0;
  const pass = (signal) => {
    const now = Date.now();
    if (now - sentAt < 300) return;
    sentAt = now;
    child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, pass);
  // `kill` of npm ends the shell that npm put between, and nobody tells this process but the change of its parent.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, 500);
  child.on("error", (problem) => stop(`Could not start ${command.file}: ${problem.message}.`));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
