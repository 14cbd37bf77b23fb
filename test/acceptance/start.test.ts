import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Client } from "../support/client.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";

const root = join(import.meta.dirname, "../..");

/** `npm start` without npm: the same script, its own data folder and ports. */
class Start {
  output = "";
  readonly #child: ChildProcess;

  constructor(environment: Record<string, string>) {
    this.#child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(root, "scripts/start.ts")], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child.stdout?.on("data", (text) => (this.output += text));
    this.#child.stderr?.on("data", (text) => (this.output += text));
  }

  says(pattern: RegExp, seconds = 90): Promise<unknown> {
    return until(`output ${pattern} in: ${this.output}`, () => pattern.test(this.output), seconds);
  }

  get ended(): Promise<number> {
    if (this.#child.exitCode !== null) return Promise.resolve(this.#child.exitCode);
    return once(this.#child, "exit").then(([code]) => code);
  }

  async stop(): Promise<number> {
    this.#child.kill("SIGINT");
    return this.ended;
  }
}

describe("npm start", () => {
  let folder: string;
  let environment: Record<string, string>;
  const started: Start[] = [];
  const start = (more: Record<string, string> = {}) => {
    const one = new Start({ ...environment, ...more });
    started.push(one);
    return one;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantroom-start-"));
    environment = {
      PLANTROOM_DATA_DIR: join(folder, "data"),
      PLANTROOM_HTTP_PORT: String(await freePort()),
      PLANTROOM_MQTT_PORT: String(await freePort()),
    };
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  test("shows a living building, stops cleanly, and finds its data the second time", async () => {
    const url = `http://127.0.0.1:${environment.PLANTROOM_HTTP_PORT}`;
    const first = start();
    await first.says(/operator/);
    expect(first.output).toContain(url);
    const operator = await Client.signIn(url, "operator");
    const heard = await until("the whole estate reports", async () => {
      const query = { site: "harbour-court", limit: 200 };
      const { items } = await operator.call("GET /api/equipment", { query });
      const online = items.filter((one) => one.status === "online").length;
      return items.length > 60 && online >= items.length - 2 && items;
    });
    expect(heard.length).toBeGreaterThan(60);
    await operator.call("PUT /api/session/locale", { body: { locale: "zh-Hant" } });
    expect(await first.stop()).toBe(0);

    const second = start();
    await second.says(/operator/);
    const session = await (await Client.signIn(url, "operator")).call("GET /api/session", {});
    expect(session.person.locale).toBe("zh-Hant");
    expect(await second.stop()).toBe(0);
  });

  test("says in one sentence that a port is taken", async () => {
    const other = createServer().listen(Number(environment.PLANTROOM_HTTP_PORT), "127.0.0.1");
    await once(other, "listening");
    const one = start();
    expect(await one.ended).not.toBe(0);
    expect(one.output).toContain(environment.PLANTROOM_HTTP_PORT);
    expect(one.output).toContain("PLANTROOM_HTTP_PORT");
    other.close();
  });

  test("says in one sentence that the data folder cannot be written", async () => {
    await writeFile(join(folder, "file"), "");
    const one = start({ PLANTROOM_DATA_DIR: join(folder, "file", "data") });
    expect(await one.ended).not.toBe(0);
    expect(one.output).toMatch(/data folder/i);
    expect(one.output).not.toMatch(/\n\s+at /);
  });

  test("says in one sentence that another Plantroom uses the data folder", async () => {
    const first = start();
    await first.says(/operator/);
    const second = start({
      PLANTROOM_HTTP_PORT: String(await freePort()),
      PLANTROOM_MQTT_PORT: String(await freePort()),
    });
    expect(await second.ended).not.toBe(0);
    expect(second.output).toMatch(/in use|another Plantroom/i);
  });

  test("refuses to show the demo to the network", async () => {
    const one = start({ PLANTROOM_HOST: "0.0.0.0" });
    expect(await one.ended).not.toBe(0);
    expect(one.output).toMatch(/this machine only/);
  });
});
