import type { Client } from "./client.ts";
import { faultSite } from "./fault-site.ts";
import type { Load } from "./load.ts";
import type { Product } from "./product.ts";
import { until } from "./until.ts";

/** Far below the most samples that one answer holds. */
const sliceMs = 60_000;

export interface Account {
  readonly acknowledged: number;
  readonly stored: number;
  /** `equipment at`: acknowledged and not stored. */
  readonly lost: readonly string[];
  /** Stored more often than once, out of order, or with another value than was sent. */
  readonly wrong: readonly string[];
}

/** What the store holds of one point, in the order in which it answers. */
export async function samplesOf(client: Client, equipment: string, point: string, from: number, to: number) {
  const samples: (readonly [at: number, value: unknown])[] = [];
  for (let start = from; start < to; start += sliceMs) {
    const query = {
      ...{ site: faultSite, equipment, point, resolution: "raw" as const },
      from: new Date(start).toISOString(),
      to: new Date(Math.min(to, start + sliceMs)).toISOString(),
    };
    const { points } = await client.call("GET /api/readings", { query });
    for (const [at, value] of points[0]?.samples ?? []) samples.push([Date.parse(at), value]);
  }
  return samples;
}

/** Waits until the historian has passed all of the journal, then holds what was acknowledged against what is stored. */
export async function accountOf(product: Product, load: Load): Promise<Account> {
  await passed(product);
  const admin = await product.signIn("admin");
  const lost: string[] = [];
  const wrong: string[] = [];
  let stored = 0;
  for (const { equipment, sent, acknowledged } of load.devices) {
    const times = [...sent.keys()];
    const samples = await samplesOf(admin, equipment, "flow", times[0] ?? 0, (times.at(-1) ?? 0) + 1);
    const kept = new Set(samples.map(([at]) => at));
    stored += samples.length;
    lost.push(...[...acknowledged].filter((at) => !kept.has(at)).map((at) => `${equipment} ${at}`));
    wrong.push(
      ...samples
        .filter(([at, value], i) => at <= (samples[i - 1]?.[0] ?? 0) || sent.get(at) !== value)
        .map(([at]) => `${equipment} ${at}`),
    );
  }
  return { acknowledged: load.acknowledged, stored, lost, wrong };
}

/** Until judge and historian have passed all that stands in the journal now. */
export async function passed(product: Product): Promise<void> {
  const admin = await product.signIn("admin");
  await until(
    "consumers at the journal's end",
    async () => {
      const { consumers, gateways } = await admin.call("GET /api/system", {});
      const reported = gateways.some(({ connected, reportedAt }) => connected && reportedAt !== undefined);
      return reported && consumers.every(({ behindBytes }) => behindBytes === 0);
    },
    60,
  );
}
