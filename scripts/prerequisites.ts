import { accessSync, constants, existsSync, globSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./places.ts";
import { run } from "./run.ts";

/** A program or file that some tests need and npm cannot give; Debian's packages can. */
type Prerequisite = {
  readonly name: string;
  readonly packages: readonly string[];
  readonly isPresent: () => boolean;
};

export type Preparation = { readonly missing: readonly string[]; readonly reason: string };

export const browser: readonly Prerequisite[] = [
  { name: "Chromium", packages: ["chromium"], isPresent: () => chromium() !== undefined },
  {
    name: "a Chinese font",
    packages: ["fonts-noto-cjk"],
    isPresent: () => existsSync("/usr/share/fonts/opentype/noto") || process.platform !== "linux",
  },
];

/** Where Chromium is: PLANTROOM_CHROMIUM, else the first of its usual names on the PATH. */
export function chromium(): string | undefined {
  return process.env.PLANTROOM_CHROMIUM ?? onPath("chromium", "chromium-browser", "google-chrome");
}

const influxdbFolder = join(root, "node_modules/.cache/plantroom/influxdb");

/** Where InfluxDB's server is: PLANTROOM_INFLUXD, else on the PATH, else as `prepareInfluxd` unpacked it. */
export function influxd(): string | undefined {
  const unpacked = join(influxdbFolder, "usr/bin/influxd");
  return process.env.PLANTROOM_INFLUXD ?? onPath("influxd") ?? (isExecutable(unpacked) ? unpacked : undefined);
}

/** Unpacks Debian's package into a folder: installed as usual, it would start a system service. Needs no root but for new lists. */
export async function prepareInfluxd(signal: AbortSignal): Promise<Preparation> {
  if (influxd()) return { missing: [], reason: "" };
  const missing = ["InfluxDB"];
  if (!onPath("apt-get") || !onPath("dpkg-deb")) return { missing, reason: "there is no apt-get here to fetch it" };
  console.log("Fetching InfluxDB…");
  mkdirSync(influxdbFolder, { recursive: true });
  const options = { cwd: influxdbFolder, signal };
  let fetched = await run("apt-get", ["download", "-q", "influxdb"], options);
  if (fetched.code !== 0) {
    await run("apt-get", ["update", "-q"], options);
    fetched = await run("apt-get", ["download", "-q", "influxdb"], options);
  }
  if (fetched.code !== 0) return { missing, reason: `apt-get failed: ${lastLine(fetched.output)}` };
  const [file = ""] = globSync("influxdb_*.deb", { cwd: influxdbFolder });
  const unpacked = await run("dpkg-deb", ["-x", file, "."], options);
  return influxd() ? { missing: [], reason: "" } : { missing, reason: `dpkg-deb failed: ${lastLine(unpacked.output)}` };
}

/** Installs what is missing through apt-get; what cannot be installed is named with the reason. */
export async function prepare(list: readonly Prerequisite[], signal: AbortSignal): Promise<Preparation> {
  const missing = list.filter((it) => !it.isPresent());
  if (missing.length === 0) return { missing: [], reason: "" };
  const names = missing.map((it) => it.name);
  if (!onPath("apt-get")) return { missing: names, reason: "there is no apt-get here to install it" };
  if (process.getuid?.() !== 0) return { missing: names, reason: "only root may install it with apt-get" };
  console.log(`Installing ${names.join(" and ")}…`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const packages = missing.flatMap((it) => it.packages);
  await run("apt-get", ["update", "-q"], { signal, env });
  const install = await run("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...packages], {
    signal,
    env,
  });
  const still = missing.filter((it) => !it.isPresent()).map((it) => it.name);
  return { missing: still, reason: still.length > 0 ? `apt-get failed: ${lastLine(install.output)}` : "" };
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

function onPath(...names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
