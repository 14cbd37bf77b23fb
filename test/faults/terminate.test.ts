import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addFaultSite, type FaultSite } from "../support/fault-site.ts";
import { Load } from "../support/load.ts";
import { Product } from "../support/product.ts";
import { Dice, rounds } from "../support/seed.ts";
import { accountOf } from "../support/stored.ts";

const pumps = 8;
const perSecond = 300;
const patienceMs = 10_000;

describe("R22: SIGTERM under load", () => {
  let product: Product;
  let site: FaultSite;
  beforeAll(async () => {
    product = await Product.start();
    site = await addFaultSite(product, pumps);
  });
  afterAll(() => product.stop());

  test("ends gateway and server in time and in order, and nothing acknowledged is lost", async () => {
    const dice = new Dice();
    const load = await Load.start(site, pumps, perSecond);
    const took = { gateway: [] as number[], server: [] as number[] };
    for (let round = 0; round < Math.max(2, rounds / 2); round++) {
      const program = round % 2 === 0 ? "gateway" : "server";
      await sleep(dice.between(200, 2_000));
      const begun = performance.now();
      const code = await product.end(program, "SIGTERM");
      took[program].push(performance.now() - begun);
      expect.soft(code, `${program} in round ${round}`).toBe(0);
      product.run(program);
      await product.ready();
      await load.progress();
    }
    await load.stop();
    const account = await accountOf(product, load);
    const [gateway, server] = [Math.round(Math.max(...took.gateway)), Math.round(Math.max(...took.server))];
    console.log(
      `R22 seed ${dice.seed}: ended after at most ${gateway} ms (gateway), ${server} ms (server); ` +
        `${account.acknowledged} acknowledged, ${account.lost.length} lost`,
    );
    expect(account.lost).toEqual([]);
    expect(account.wrong).toEqual([]);
    expect(Math.max(gateway, server)).toBeLessThanOrEqual(patienceMs);
  });
});
