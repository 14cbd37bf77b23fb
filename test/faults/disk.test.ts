import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { FaultProxy } from "../support/fault-proxy.ts";
import { addFaultSite, type FaultSite, faultSite } from "../support/fault-site.ts";
import { Influxd, influxdProgram } from "../support/influxd.ts";
import { Load } from "../support/load.ts";
import { Product } from "../support/product.ts";
import { accountOf } from "../support/stored.ts";
import { until } from "../support/until.ts";

const pumps = 4;
const perSecond = 300;
const call = promisify(execFile);

/** A volume of its own, of 12 MB; undefined where nobody may mount one. */
async function smallVolume(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "plantroom-volume-"));
  try {
    await call("mount", ["-t", "tmpfs", "-o", "size=12m", "none", folder]);
    return folder;
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
}
const volume = process.platform === "linux" && process.getuid?.() === 0 ? await smallVolume() : undefined;
if (volume === undefined) console.log("skipped: R8 needs the right to mount a volume");

/** What the live feed tells everybody of the journal. */
class Ear {
  readonly heard = new Set<string>();
  readonly #socket: Socket;

  constructor(url: string, cookie: string) {
    this.#socket = io(url, { extraHeaders: { cookie }, transports: ["websocket"], forceNew: true });
    this.#socket.on("heartbeat", ({ journal }: { journal: string }) => this.heard.add(journal));
  }

  close(): void {
    this.#socket.disconnect();
  }
}

interface Trial {
  readonly product: Product;
  readonly site: FaultSite;
  readonly admin: Client;
}

async function begin(environment: Record<string, string>): Promise<Trial> {
  const product = await Product.start(["gateway", "server"], undefined, environment);
  const site = await addFaultSite(product, pumps + 2);
  return { product, site, admin: await product.signIn("admin") };
}

async function gatewayOf({ admin }: Trial) {
  const { gateways } = await admin.call("GET /api/system", {});
  return gateways[0];
}

/** Nothing is acknowledged any more, while the load goes on. */
async function untilWithheld(load: Load): Promise<number> {
  return until(
    "acknowledgements that stop",
    async () => {
      const before = load.acknowledged;
      await sleep(1_500);
      return load.acknowledged === before && before;
    },
    120,
  );
}

const readiness = async (product: Product) => {
  const answer = await fetch(`${product.url}/readyz`);
  return { status: answer.status, text: await answer.text() };
};

describe("R8: the disk of the journal is full", () => {
  let trial: Trial;
  beforeAll(async () => {
    if (volume !== undefined) trial = await begin({ PLANTROOM_JOURNAL_URL: `file:${volume}/journal` });
  });
  afterAll(async () => {
    await trial?.product.stop();
    if (volume === undefined) return;
    await call("umount", [volume]);
    await rm(volume, { recursive: true, force: true });
  });

  test.skipIf(volume === undefined)(
    "nothing is acknowledged, everybody is told, and it goes on by itself",
    async () => {
      const { product, site, admin } = trial;
      const ear = new Ear(product.url, admin.cookie);
      const filler = join(volume ?? "", "filler");
      const load = await Load.start(site, pumps, perSecond);
      await load.progress(100);
      await call("dd", ["if=/dev/zero", `of=${filler}`, "bs=1M"]).catch(() => undefined); // until there is no room
      const before = await untilWithheld(load);
      const report = await until("the gateway's report", async () => {
        const one = await gatewayOf(trial);
        return one?.journalWritable === false && one;
      });
      expect(report.journalProblem).toMatchObject({ kind: "refused", reason: expect.stringContaining("ENOSPC") });
      await until("a heartbeat that tells it", () => ear.heard.has("refused"));
      const { status, text } = await readiness(product);
      expect(status).toBe(503);
      expect(text).toContain("ENOSPC");
      // The server goes on: what was accepted is stored, people can work.
      expect((await admin.call("GET /api/alarms", { query: { site: faultSite } })).items).toBeDefined();
      const pids = ["gateway", "server"].map((program) => product.pid(program as "gateway"));
      await rm(filler);
      await load.progress(50);
      await load.stop();
      await until("ready again", async () => (await readiness(product)).status === 200);
      expect(["gateway", "server"].map((program) => product.pid(program as "gateway"))).toEqual(pids);
      ear.close();
      const account = await accountOf(product, load);
      console.log(
        `R8: withheld after ${before} messages, ${account.acknowledged} acknowledged in the end, ${account.stored} stored, ` +
          `${account.lost.length} lost, ${account.wrong.length} wrong`,
      );
      expect(account.lost).toEqual([]);
      expect(account.wrong).toEqual([]);
    },
  );
});

describe.skipIf(!influxdProgram)("R9: the journal reaches its cap while the readings store is away", () => {
  let influxd: Influxd;
  let proxy: FaultProxy;
  let trial: Trial;
  beforeAll(async () => {
    influxd = await Influxd.start();
    proxy = await FaultProxy.start(influxd.port);
    trial = await begin({
      PLANTROOM_READINGS_URL: `influxdb://127.0.0.1:${proxy.port}/plantroom`,
      PLANTROOM_JOURNAL_MAX_GB: "0.002",
    });
  });
  afterAll(async () => {
    await trial?.product.stop();
    await proxy?.stop();
    await influxd?.stop();
  });

  test("acknowledgements are withheld, nothing accepted is dropped, and it goes on once history has room", async () => {
    const { product, site, admin } = trial;
    expect((await gatewayOf(trial))?.journalMaxBytes).toBe(2_000_000);
    const ear = new Ear(product.url, admin.cookie);
    proxy.fault = () => ({ kind: "answer", status: 503 });
    const load = await Load.start(site, pumps, perSecond);
    const before = await untilWithheld(load);
    const full = await until("the gateway's report", async () => {
      const one = await gatewayOf(trial);
      return one?.journalProblem?.kind === "full" && one;
    });
    expect(full.journalBytes).toBeLessThanOrEqual(2_000_000);
    await until("a heartbeat that tells it", () => ear.heard.has("full"));
    expect((await readiness(product)).text).toContain("full");
    proxy.fault = () => undefined;
    await until("the store takes again", async () => (await admin.call("GET /api/system", {})).store.healthy, 60);
    await load.progress(50);
    await load.stop();
    ear.close();
    const account = await accountOf(product, load);
    console.log(
      `R9: withheld after ${before} messages at a cap of 2 MB, ${account.acknowledged} acknowledged in the end, ` +
        `${account.stored} stored, ${account.lost.length} lost, ${account.wrong.length} wrong`,
    );
    expect(account.lost).toEqual([]);
    expect(account.wrong).toEqual([]);
  });
});
