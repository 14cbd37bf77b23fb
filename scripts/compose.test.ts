import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { settings } from "@plantroom/model/configuration/settings.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse, parseDocument } from "yaml";
import { root } from "./places.ts";

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: object;
  readonly healthcheck?: object;
  readonly profiles?: readonly string[];
}

const override = { tag: "!override", collection: "seq" as const, identify: () => false };
const read = (file: string) =>
  parse(readFileSync(join(root, file), "utf8"), { merge: true, customTags: [override] }) as {
    services: Record<string, Service>;
    volumes: object;
  };
const compose = read("docker-compose.yml");
const services = Object.entries({ ...compose.services, ...read("docker-compose.tls.yml").services });
const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");

describe("docker compose", () => {
  test.each(["docker-compose.yml", "docker-compose.tls.yml"])("%s is YAML without a warning", (file) => {
    const document = parseDocument(readFileSync(join(root, file), "utf8"), { merge: true, customTags: [override] });
    expect([...document.errors, ...document.warnings]).toEqual([]);
  });

  test.each(services)("%s: its programs, settings, volumes and predecessors exist", (_, service) => {
    for (const file of service.command?.filter((part) => part.endsWith(".ts")) ?? []) {
      expect(globSync(file, { cwd: root })).toEqual([file]);
      expect(dockerfile).toMatch(new RegExp(`^COPY (${file}|${file.split("/")[0]}/) `, "m"));
    }
    const known: readonly string[] = Object.values(settings).map(({ name }) => name);
    const ours = Object.keys(service.environment ?? {}).filter((name) => name.startsWith("PLANTROOM_"));
    expect(ours.filter((name) => !known.includes(name))).toEqual([]);
    const named = (service.volumes ?? []).map((one) => one.replace(/\$\{\w+:-(\w+)\}/, "$1").split(":")[0] ?? "");
    expect(named.filter((one) => !one.startsWith(".") && !(one in compose.volumes))).toEqual([]);
    for (const before of namesOf(service.depends_on)) expect(compose.services).toHaveProperty(before);
  });

  test.each(services)("%s holds no secret", (_, { environment = {} }) => {
    const secret = Object.entries(environment).filter(([name]) => /PASSWORD|TOKEN|SECRET/.test(name));
    expect(secret.filter(([name, value]) => !(name.endsWith("_FILE") && value?.startsWith("/secrets/")))).toEqual([]);
  });

  test("what runs on is looked after, what is foreign is pinned", () => {
    const lasting = ["influxdb", "gateway", "server"].map((name) => compose.services[name]);
    for (const service of lasting) expect(service?.healthcheck).toBeDefined();
    expect(compose.services.influxdb?.image).toMatch(/^influxdb:\d+\.\d+\.\d+$/);
  });
});

describe("the first secrets", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "plantroom-secrets-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const make = () =>
    execFileSync(process.execPath, [join(root, "scripts/first-secrets.ts"), folder], { encoding: "utf8" });
  const secret = (name: string) => readFileSync(join(folder, name), "utf8");

  test("are random, fit each other and stay", () => {
    expect(make()).toContain("were made");
    const url = new URL(secret("readings-url"));
    expect(url.username).toBe(secret("influxdb-token"));
    expect(secret("influxdb-token")).toMatch(/^[\w-]{43}$/);
    expect(secret("influxdb-password")).not.toBe(secret("influxdb-token"));
    expect(statSync(join(folder, "influxdb-token")).mode & 0o222).toBe(0);
    const before = secret("influxdb-token");
    rmSync(join(folder, "readings-url"), { force: true });
    make();
    expect(secret("influxdb-token")).toBe(before);
    expect(new URL(secret("readings-url")).username).toBe(before);
    expect(make()).toContain("are there");
  });
});

function namesOf(dependencies: object = {}): string[] {
  return Array.isArray(dependencies) ? dependencies : Object.keys(dependencies);
}
