import { minute } from "@plantroom/model/time.ts";
import { afterEach, describe, expect, test } from "vitest";
import { RawClient } from "../trial/raw-client.ts";
import { startTrial, type Trial } from "../trial/trial.ts";

let trial: Trial;
let now = Date.now();
afterEach(() => trial.stop());

async function connect(account: string, options: object = {}): Promise<number> {
  const client = await RawClient.open(trial.port);
  const code = await client.connect(account, options);
  client.cut();
  return code;
}

const start = async () => {
  trial = await startTrial({ clock: () => now, limits: { connects: { wrongTokens: 3, returns: 3 } } });
};

describe("in one minute", () => {
  test("one address may give so many wrong tokens for one account, and then not even the right one", async () => {
    await start();
    const wrong = { password: Buffer.from("guess") };
    expect([await connect("pump", wrong), await connect("pump", wrong), await connect("pump", wrong)]).toEqual([
      4, 4, 4,
    ]);
    expect(await connect("pump")).toBe(3);
    expect(await connect("other")).toBe(0);
    now += minute;
    expect(await connect("pump")).toBe(0);
  });

  test("one client of an account may come so often, and others of the account as they like", async () => {
    await start();
    for (let i = 0; i < 3; i++) expect(await connect("pump")).toBe(0);
    expect(await connect("pump")).toBe(3);
    expect(await connect("pump", { clientId: "another" })).toBe(0);
    now += minute;
    expect(await connect("pump")).toBe(0);
  });
});
