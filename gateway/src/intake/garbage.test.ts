import type { RefusedEntry } from "@plantroom/model/journal/entry.ts";
import { second } from "@plantroom/model/time.ts";
import { afterEach, describe, expect, test } from "vitest";
import type { Log } from "../log.ts";
import { RawClient } from "../trial/raw-client.ts";
import { startTrial, type Trial } from "../trial/trial.ts";

const topic = "plantroom/harbour-court/booster-p1/readings";
const others = "plantroom/harbour-court/booster-p2/readings";
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

/** Reliability R12, each with the code that it is refused with. */
const garbage: readonly (readonly [string, string | Buffer, string])[] = [
  ["no JSON", "hello", "payload-not-json"],
  ["half an object", '{"values":{"current":', "payload-not-json"],
  ["NaN", '{"values":{"current":NaN}}', "value-not-finite"],
  ["Infinity", '{"values":{"current":-Infinity}}', "value-not-finite"],
  ["1e309", '{"values":{"current":1e309}}', "value-not-finite"],
  ["10,000 levels", `{"values":{"current":${deep(10_000)}}}`, "value-type"],
  ["10,000 lists", `{"values":${"[".repeat(10_000)}${"]".repeat(10_000)}}`, "payload-shape"],
  ["bad UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), "payload-not-utf8"],
  ["NUL in the payload", '{"values":{"current":1}}\u0000', "payload-not-json"],
  ["__proto__", '{"values":{"__proto__":{"admin":true}}}', "point-unknown"],
  ["__proto__ beside", '{"__proto__":{"values":{"current":1}}}', "payload-shape"],
  ["constructor", '{"values":{"constructor":1}}', "point-unknown"],
  ["nothing", "", "payload-not-json"],
  ["60 kB of spaces", " ".repeat(60_000), "payload-not-json"],
];

describe("garbage", () => {
  let trial: Trial | undefined;
  let lines: { account?: string; code?: string; held?: number }[];
  let now: number;
  afterEach(() => trial?.stop());

  const begin = async () => {
    lines = [];
    now = Date.now();
    const hear = (fields: object, message: string) => {
      if (message === "refused") lines.push(fields);
    };
    const log: Log = { debug: hear, info: hear, warn: hear, error: hear };
    trial = await startTrial({ log, clock: () => now, monotonic: () => now });
    return trial;
  };
  const refusedOf = async (of: Trial) =>
    (await of.journalled()).filter((entry): entry is RefusedEntry => entry.kind === "refused");

  test.each(garbage)(
    "%s is acknowledged, refused with its reason, and what follows is taken",
    async (_, payload, code) => {
      const { port, gateway } = await begin();
      const pump = await RawClient.admitted(port, "pump");
      expect(await pump.published(topic, payload)).toBe(true);
      expect(await pump.published(topic, { values: { running: true } }, { messageId: 2 })).toBe(true);
      expect(gateway.report()).toMatchObject({ refused: 1, readings: 1 });
      const [entry] = trial ? await refusedOf(trial) : [];
      expect(entry).toMatchObject({ code, site: "harbour-court", equipment: "booster-p1", account: "pump" });
      expect(entry?.payload.length).toBeLessThanOrEqual(1_000);
      expect(({} as { admin?: boolean }).admin).toBeUndefined();
    },
  );

  test("a huge integer is a number, and is kept as uncertain", async () => {
    const { port, gateway } = await begin();
    const pump = await RawClient.admitted(port, "pump");
    await pump.published(topic, `{"values":{"run_hours":${"9".repeat(300)}}}`);
    expect(gateway.report()).toMatchObject({ refused: 0, readings: 1 });
  });

  test("a thousand of them are counted one by one, and logged once a second for each device", async () => {
    const { port, gateway } = await begin();
    const [pump, other] = [await RawClient.admitted(port, "pump"), await RawClient.admitted(port, "other")];
    for (let i = 0; i < 500; i++) {
      await Promise.all([
        pump.published(topic, `no JSON ${i}`, { messageId: i + 1 }),
        other.published(others, `no JSON ${i}`, { messageId: i + 1 }),
      ]);
      if (i === 249) now += second;
    }
    expect(gateway.report()).toMatchObject({ messages: 1_000, refused: 1_000, readings: 0 });
    const byAccount = Map.groupBy(lines, ({ account }) => account);
    for (const account of ["pump", "other"]) {
      expect(byAccount.get(account)?.map(({ held }) => held)).toEqual([0, 249]);
    }
  });

  test("a megabyte is not let in, and the others do not notice", async () => {
    const { port, gateway } = await begin();
    const [pump, other] = [await RawClient.admitted(port, "pump"), await RawClient.admitted(port, "other")];
    pump.publish(topic, Buffer.alloc(1024 * 1024, "["));
    expect(await other.published(others, { values: { running: true } })).toBe(true);
    await pump.published(topic, { values: { running: true } }, { messageId: 2 });
    expect(gateway.report().readings).toBeGreaterThanOrEqual(1);
    expect(gateway.report().journalBytes).toBeLessThan(10_000);
  });
});
