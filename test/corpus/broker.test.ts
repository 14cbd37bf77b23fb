import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { usageOf } from "../bench/processes.ts";
import { Product } from "../support/product.ts";
import { Dice } from "../support/seed.ts";
import { passed } from "../support/stored.ts";
import { until } from "../support/until.ts";
import { corpus, hasCorpus } from "./data.ts";
import { RawSession } from "./raw-session.ts";
import { type Sequence, sequences } from "./sequences.ts";

/** Sessions of mutated packets: PLANTROOM_FUZZ_SESSIONS. */
const sessions = Number(process.env.PLANTROOM_FUZZ_SESSIONS || 4_000);
const atOnce = 64;
/** What the gateway may hold on to after all of them; its own comings and goings are some 40 MB. */
const mostGrowthMegabytes = 120;

/** Where the gateway goes on although Mosquitto ends the connection: nothing is kept of it, and nothing else is harmed. */
const tolerated = [
  /^v3\.1\.1 (PUBACK|PUBCOMP|PUBREC|PUBREL) \/ \d\d unsolicited/, // an answer to nothing is ignored
  /^v3\.1\.1 FLOW \/ QoS [12] PUBLISH-/,
  /^v3\.1\.1 PINGREQ \/ C0 long/,
  /^v3\.1\.1 PUBLISH \/ 38 QoS 0 Dup/,
  /^v3\.1\.1 PUBLISH \/ 3[24] QoS [12] Mid 0/,
  /^v3\.1\.1 PUBLISH \/ 34 QoS 2 Dup flow/,
  /^v3\.1\.1 UNSUBSCRIBE \/ A2 /, // leaving what was never joined
];
/** Where Mosquitto goes on and the gateway does not: nobody gets in without an account, nobody publishes on `$…`. */
const refused = [/CONNECT \/ 1[04] /, /PUBLISH with \$ topic/];
const subscriptionRefused = 0x80;

describe.skipIf(!hasCorpus)("the broker under foreign packets", () => {
  let product: Product;
  let megabytes: number;

  beforeAll(async () => {
    product = await Product.start();
    megabytes = (await usageOf(product.pid("gateway"))).megabytes;
  });
  afterAll(() => product.stop());

  test("Mosquitto's 314 sequences for MQTT 3: ended or refused where they break the rules", async () => {
    const all = await sequences(join(corpus, "conformance/mosquitto_packet_sequences"));
    expect(all).toHaveLength(314);
    const surprises: string[] = [];
    await inTurns(all.length, async (index) => {
      const sequence = all[index];
      if (sequence && (await isSurprise(sequence, index))) surprises.push(sequence.name);
    });
    expect(surprises).toEqual([]);
    await stillServes();
  }, 300_000);

  test(`${sessions} sessions of mutated packets: no crash, no growth, and others are served`, async () => {
    const dice = new Dice();
    console.log(`mutated packets: ${sessions} sessions, seed ${dice.seed}`);
    const seeds = await fuzzSeeds();
    expect(seeds).toHaveLength(79);
    await inTurns(sessions, async (index) => {
      const session = await RawSession.open(product.mqttPort);
      if (index % 2 === 0) await session.admitted(`fuzz-${index}`, 4);
      for (let i = dice.between(1, 4); i > 0; i--) session.send(mutated(seeds, dice));
      await session.settled(() => false, 0.1);
      session.end();
    });
    await stillServes();
  }, 600_000);

  async function isSurprise(sequence: Sequence, index: number): Promise<boolean> {
    const session = await RawSession.open(product.mqttPort);
    if (sequence.connects && !(await session.admitted(`sequence-${index}`, sequence.protocolVersion))) return true;
    for (const bytes of sequence.sends) {
      session.send(bytes);
      await session.settled(() => false, 0.06);
    }
    const isRefused = () => session.answered.at(-1) === subscriptionRefused;
    const mayStay = tolerated.some((pattern) => pattern.test(sequence.name));
    if (sequence.endsInDisconnect && !mayStay) await session.settled(isRefused, 15);
    const closed = session.closed;
    session.end();
    if (sequence.endsInDisconnect) return !closed && !isRefused() && !mayStay;
    return closed && !refused.some((pattern) => pattern.test(sequence.name));
  }

  async function inTurns(count: number, act: (index: number) => Promise<void>): Promise<void> {
    let next = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let index = next++; index < count; index = next++) await act(index);
      }),
    );
  }

  /** Same process, bounded memory, and a well-behaved device is acknowledged and stored. */
  async function stillServes(): Promise<void> {
    const device = await product.device();
    const at = Date.now();
    await device.publishAsync(
      "plantroom/harbour-court/booster-p1/readings",
      JSON.stringify({ at, values: { flow: 12.5 } }),
      { qos: 1 },
    );
    await passed(product);
    const operator = await product.signIn("operator");
    const stored = await operator.call("GET /api/readings", {
      query: {
        ...{ site: "harbour-court", equipment: "booster-p1", point: "flow", resolution: "raw" },
        ...{ from: new Date(at).toISOString(), to: new Date(at + 1).toISOString() },
      },
    });
    expect(stored.points[0]?.samples.map(([, value]) => value)).toEqual([12.5]);
    expect(product.output).not.toMatch(/uncaught|unhandled/i);
    await until("memory given back", async () => {
      const now = (await usageOf(product.pid("gateway"))).megabytes;
      return !(now - megabytes > mostGrowthMegabytes);
    });
  }
});

async function fuzzSeeds(): Promise<Buffer[]> {
  const folder = join(corpus, "conformance/mqtt_fuzz_seeds");
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".raw")).sort();
  return Promise.all(files.map((file) => readFile(join(folder, file))));
}

/** One seed with bytes flipped, cut, doubled or put in, or two spliced. */
function mutated(seeds: readonly Buffer[], dice: Dice): Buffer {
  const any = () => seeds[dice.between(0, seeds.length - 1)] ?? Buffer.alloc(0);
  let bytes = Buffer.from(any());
  for (let i = dice.between(0, 4); i > 0; i--) {
    const at = dice.between(0, Math.max(0, bytes.length - 1));
    const random = Buffer.from(Array.from({ length: dice.between(1, 8) }, () => dice.between(0, 255)));
    const kind = dice.between(0, 4);
    if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.between(0, 7));
    if (kind === 1) bytes = bytes.subarray(0, at);
    if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), random, bytes.subarray(at)]);
    if (kind === 3) bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), any()]);
  }
  return bytes;
}
