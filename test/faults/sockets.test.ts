import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { Product } from "../support/product.ts";
import { until } from "../support/until.ts";

const cycles = 500;
const atOnce = 10;

describe("R15: dashboards that come and go", () => {
  let product: Product;
  let admin: Client;
  beforeAll(async () => {
    product = await Product.start();
    admin = await product.signIn("admin");
  });
  afterAll(() => product.stop());

  test(`${cycles} of them leave none behind`, async () => {
    let most = 0;
    for (let cycle = 0; cycle < cycles; cycle += atOnce) {
      const cycling = Array.from({ length: atOnce }, (_, i) => comeAndGo((cycle + i) % 2 === 0));
      most = Math.max(most, await dashboards());
      await Promise.all(cycling);
    }
    await until("none left", async () => (await dashboards()) === 0);
    console.log(`R15: ${cycles} cycles, ${most} dashboards at once, ${await dashboards()} left`);
    expect(await dashboards()).toBe(0);
    expect(most).toBeGreaterThan(0);
  });

  const dashboards = async () => (await admin.call("GET /api/system", {})).dashboards;

  /** Politely, or as a cable that is pulled. */
  function comeAndGo(politely: boolean): Promise<void> {
    const socket = io(product.url, {
      extraHeaders: { cookie: admin.cookie },
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
    });
    return new Promise((resolve, reject) => {
      socket.once("connect_error", reject);
      socket.once("disconnect", () => resolve());
      socket.once("snapshot", () => (politely ? socket.disconnect() : socket.io.engine.close()));
      socket.once("connect", () => socket.emit("follow", "*", () => undefined));
    });
  }
});
