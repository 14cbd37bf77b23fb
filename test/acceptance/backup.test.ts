import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { addFaultSite, type FaultSite } from "../support/fault-site.ts";
import { Load } from "../support/load.ts";
import { Product } from "../support/product.ts";
import { passed, samplesOf } from "../support/stored.ts";
import { until } from "../support/until.ts";

const program = join(import.meta.dirname, "../../server/src/backup/main.ts");

describe("a backup that was taken under load", () => {
  let folder: string;
  let product: Product;
  let site: FaultSite;
  let restored: Product | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantroom-drill-"));
    product = await Product.start();
    site = await addFaultSite(product, 4);
  });
  afterAll(async () => {
    await Promise.all([product.stop(), restored?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const run = (act: string, path: string, data: string) =>
    promisify(execFile)(process.execPath, ["--disable-warning=ExperimentalWarning", program, act, path], {
      env: { ...process.env, PLANTROOM_DATA_DIR: data, PLANTROOM_HTTP_PORT: String(product.httpPort) },
    });

  test("starts elsewhere with all that was acknowledged before it, its alarms and its work orders", async () => {
    const admin = await product.signIn("admin");
    const device = await product.device();
    await device.publishAsync(
      "plantroom/harbour-court/booster-p1/readings",
      JSON.stringify({ values: { running: false, fault: true } }),
      { qos: 1 },
    );
    await until("alarm with work order", async () => {
      const { items } = await admin.call("GET /api/alarms", {
        query: { site: "harbour-court", equipment: "booster-p1" },
      });
      return items.some(({ workOrder }) => workOrder !== undefined);
    });
    const load = await Load.start(site, 4, 400);
    await load.progress(100);
    const before = load.devices.map(({ equipment, acknowledged }) => ({ equipment, times: [...acknowledged] }));
    const recordsBefore = await recordsOf(admin);

    const { stdout } = await run("backup", join(folder, "backups"), product.dataDirectory);
    expect(stdout).toContain("of the running Plantroom");
    await load.progress(50);
    await load.stop();
    const [name = ""] = await readdir(join(folder, "backups"));

    const data = join(folder, "restored");
    await run("restore", join(folder, "backups", name, "manifest.json"), data);
    await expect(run("restore", join(folder, "backups", name), data)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^restore-target-not-empty: .* is not empty/),
    });
    restored = await Product.start(["gateway", "server"], data);
    await passed(restored);
    const there = await restored.signIn("admin");
    for (const { equipment, times } of before) {
      const samples = await samplesOf(there, equipment, "flow", times[0] ?? 0, (times.at(-1) ?? 0) + 1);
      const kept = samples.map(([at]) => at);
      expect(new Set(times).difference(new Set(kept))).toEqual(new Set());
      expect(kept).toEqual([...new Set(kept)].sort((one, other) => one - other));
    }
    expect(await recordsOf(there)).toEqual(recordsBefore);
    expect(restored.output).not.toMatch(/damaged|the journal went back|shorter than what was judged/);

    // The journal goes on where the backup ended.
    const again = await restored.device();
    const message = { at: Date.now(), seq: 1, values: { volume: 77 } };
    await again.publishAsync("plantroom/harbour-court/wm-main/readings", JSON.stringify(message), { qos: 1 });
    await passed(restored);
    const { points } = await there.call("GET /api/readings", {
      query: {
        ...{ site: "harbour-court", equipment: "wm-main", point: "volume", resolution: "raw" },
        from: new Date(message.at).toISOString(),
        to: new Date(message.at + 1).toISOString(),
      },
    });
    expect(points[0]?.samples.map(([, value]) => value)).toEqual([77]);
  });
});

/** What people would miss first; the load raises nothing, so that it stays as it is. */
async function recordsOf(client: Client) {
  const query = { site: "harbour-court" };
  const { items: alarms } = await client.call("GET /api/alarms", { query });
  const { items: orders } = await client.call("GET /api/work-orders", { query });
  const pick = <T extends object>(items: readonly T[], ...keys: readonly (keyof T)[]) =>
    items.map((item) => Object.fromEntries(keys.map((key) => [key, item[key]])));
  return {
    alarms: pick(alarms, "id", "rule", "equipment", "state", "raisedAt", "workOrder"),
    orders: pick(orders, "id", "number", "state", "equipment"),
  };
}
