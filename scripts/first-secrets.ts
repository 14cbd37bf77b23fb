// Makes the secrets of docker-compose.yml at its first start; what is there stays as it is.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Say in which folder: node scripts/first-secrets.ts FOLDER");
  process.exit(2);
}

const token = read("influxdb-token") ?? random();
const made = [
  keep("influxdb-password", random()),
  keep("influxdb-token", token),
  keep("readings-url", `influxdb://${token}@influxdb:8086/plantroom`),
];
console.log(made.includes(true) ? "The secrets were made." : "The secrets are there.");

function random(): string {
  return randomBytes(32).toString("base64url");
}

function read(name: string): string | undefined {
  const file = join(folder ?? "", name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Whether it was not there yet. */
function keep(name: string, value: string): boolean {
  if (read(name) !== undefined) return false;
  // Containers with other users read them too; nobody else sees the volume.
  writeFileSync(join(folder ?? "", name), value, { mode: 0o444 });
  return true;
}
