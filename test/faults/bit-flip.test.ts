import { open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { JournalEntry } from "@plantroom/model/journal/entry.ts";
import { decodeFrame } from "@plantroom/model/journal/frame.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addFaultSite, type FaultSite } from "../support/fault-site.ts";
import { Load } from "../support/load.ts";
import { Product } from "../support/product.ts";
import { Dice, rounds } from "../support/seed.ts";
import { accountOf, passed } from "../support/stored.ts";
import { until } from "../support/until.ts";

const pumps = 4;
const perSecond = 200;

describe("R23: a bit that flips in a segment at rest", () => {
  let product: Product;
  let site: FaultSite;
  beforeAll(async () => {
    product = await Product.start();
    site = await addFaultSite(product, pumps);
  });
  afterAll(() => product.stop());

  // Nobody needs an older one again before it is dropped; the check in the background finds it all the same.
  test.each([
    ["the newest", -1],
    ["an older one", -2],
  ])("that everybody has passed, %s, is reported and costs nothing", async (_, which) => {
    const dice = new Dice();
    const load = await Load.start(site, pumps, perSecond);
    await load.progress(100);
    await load.stop();
    await passed(product);
    await product.end("server", "SIGTERM");
    await product.end("gateway", "SIGTERM");
    const flip = await flipIn(product, dice, which);
    product.run("gateway");
    product.run("server");
    await product.ready();
    const account = await accountOf(product, load);
    console.log(`R23 seed ${dice.seed}: passed, ${flip.place}: ${account.lost.length} of ${account.acknowledged} lost`);
    expect(account.lost).toEqual([]);
    expect(account.wrong).toEqual([]);
    const words = which === -1 ? "a part of the journal is damaged" : "has been damaged since it was written";
    await until("the report", () => product.output.includes(words));
    const admin = await product.signIn("admin");
    if (which === -1) return;
    await until("the count on the system page", async () => {
      const { gateways } = await admin.call("GET /api/system", {});
      return gateways.some(({ journalDamage }) => journalDamage.places > 0);
    });
  });

  async function loadOfGateway(): Promise<Load> {
    await until("gateway", async () => (await site.connect()).connected);
    return Load.start(site, pumps, perSecond);
  }

  test.each([
    ["the newest", false],
    ["an older one", true],
  ])("that nobody has passed, %s, is reported and costs the commit that it hit alone", async (_, isOlder) => {
    const dice = new Dice();
    for (let round = 0; round < Math.max(1, rounds / 5); round++) {
      await product.end("server", "SIGTERM");
      await product.end("gateway", "SIGTERM");
      product.run("gateway");
      const load = await loadOfGateway();
      await load.progress(100);
      await load.stop();
      await product.end("gateway", "SIGTERM");
      const flip = await flipIn(product, dice);
      if (isOlder) {
        product.run("gateway");
        const more = await loadOfGateway();
        await more.progress(10);
        await more.stop();
      } else {
        product.run("gateway");
      }
      product.run("server");
      await product.ready();
      const account = await accountOf(product, load);
      console.log(
        `R23 seed ${dice.seed}: not passed, ${flip.place}: ${account.lost.length} of ${account.acknowledged} lost, ` +
          `${flip.readings.length} in the commit that was hit`,
      );
      expect([...account.lost].sort()).toEqual([...flip.readings].sort());
      expect(account.wrong).toEqual([]);
      expect(product.output).toContain(`"segment":"${flip.segment}"`);
    }
  });
});

/** Flips one bit in the middle half of a segment, `-1` the newest; answers what the commit that holds it says, as `equipment at`. */
async function flipIn(product: Product, dice: Dice, which = -1) {
  const folder = join(product.dataDirectory, "journal");
  const segment =
    (await readdir(folder))
      .filter((name) => name.endsWith(".journal"))
      .sort()
      .at(which) ?? "";
  const bytes = await readFile(join(folder, segment));
  const at = dice.between(bytes.length >> 2, (bytes.length * 3) >> 2);
  const bit = dice.between(0, 7);
  const readings = readingsOf(frameAt(bytes, at));
  const file = await open(join(folder, segment), "r+");
  await file.write(Buffer.from([(bytes[at] ?? 0) ^ (1 << bit)]), 0, 1, at);
  await file.close();
  return { segment, readings, place: `bit ${bit} of byte ${at} of ${bytes.length}` };
}

function frameAt(bytes: Buffer, place: number): readonly JournalEntry[] {
  for (let offset = 0; offset < bytes.length; ) {
    const decoded = decodeFrame(bytes, offset, crc32);
    if (decoded.outcome !== "frame") return [];
    offset += decoded.bytes;
    if (offset > place) return decoded.entries;
  }
  return [];
}

function readingsOf(entries: readonly JournalEntry[]): string[] {
  return entries.flatMap((entry) =>
    entry.kind === "samples"
      ? entry.samples.flatMap(([point, at]) => (point === "flow" ? [`${entry.equipment} ${at}`] : []))
      : [],
  );
}
