import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addFaultSite, type FaultSite } from "../support/fault-site.ts";
import { Load } from "../support/load.ts";
import { Product } from "../support/product.ts";
import { Dice, rounds } from "../support/seed.ts";
import { accountOf } from "../support/stored.ts";

const pumps = 8;
const perSecond = 300;

describe("R1: what was acknowledged survives kill -9", () => {
  let product: Product;
  let site: FaultSite;
  beforeAll(async () => {
    product = await Product.start();
    site = await addFaultSite(product, pumps);
  });
  afterAll(() => product.stop());

  test(`of gateway and server at any moment, ${rounds} rounds in one data folder`, async () => {
    const dice = new Dice();
    console.log(`R1 seed ${dice.seed}, ${rounds} rounds, ${pumps} devices, ${perSecond} messages/s`);
    const load = await Load.start(site, pumps, perSecond);
    const backMs: number[] = [];
    let kills = 0;
    for (let round = 0; round < rounds; round++) {
      const victims = dice.oneOf<readonly ["gateway" | "server", ...("gateway" | "server")[]]>([
        ["gateway"],
        ["server"],
        ["gateway", "server"],
        ["server", "gateway"],
      ]);
      await sleep(dice.between(200, 2_000));
      for (const victim of victims) {
        await product.end(victim);
        kills++;
        await sleep(dice.between(0, 300));
      }
      for (const victim of victims) product.run(victim);
      if (dice.next() < 0.25) {
        // Once more while it starts.
        await sleep(dice.between(0, 1_500));
        await product.end(victims[0]);
        kills++;
        product.run(victims[0]);
      }
      const begun = performance.now();
      await product.ready();
      await load.progress();
      backMs.push(performance.now() - begun);
    }
    await load.stop();
    const account = await accountOf(product, load);
    backMs.sort((a, b) => a - b);
    console.log(
      `R1 seed ${dice.seed}: ${rounds} rounds, ${kills} kills, ${account.acknowledged} acknowledged, ${account.stored} stored, ` +
        `${account.lost.length} lost, ${account.wrong.length} wrong; all back after a median of ` +
        `${Math.round(backMs[backMs.length >> 1] ?? 0)} ms, at most ${Math.round(backMs.at(-1) ?? 0)} ms`,
    );
    expect(account.acknowledged).toBeGreaterThan(rounds * pumps);
    expect(account.lost).toEqual([]);
    expect(account.wrong).toEqual([]);
  });
});
