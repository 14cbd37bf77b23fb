import type { Client } from "../support/client.ts";
import type { Product } from "../support/product.ts";
import { until } from "../support/until.ts";

export const site = "bench";
/** What the load publishes for. */
export const pumps: readonly string[] = Array.from({ length: 1_000 }, (_, index) => `pump-${index}`);
/** What probes publish for: nothing else does. */
export const probePumps: readonly string[] = Array.from({ length: 10 }, (_, index) => `probe-${index}`);
/** Each can report fire once; the alarm stays. */
export const zones: readonly string[] = Array.from({ length: 200 }, (_, index) => `zone-${index}`);

/** A site of 1,000 pumps with the default rules, and an account that may publish for all of it; answers the account's token. */
export async function prepare(product: Product, admin: Client): Promise<string> {
  const rows = [
    ...[...pumps, ...probePumps].map(
      (id) => `  - { id: ${id}, type: pump, name: ${id}, attributes: { rated_current: 29, rated_power: 15 } }`,
    ),
    ...zones.map((id) => `  - { id: ${id}, type: fire-zone, name: ${id} }`),
  ];
  const head = `site: { id: ${site}, name: Bench, timeZone: UTC, clock: wall, currency: TWD }`;
  await admin.call("POST /api/sites/import", { body: [head, "equipment:", ...rows].join("\n") });
  const { token } = await admin.call("POST /api/devices", { body: { username: site, grants: [`${site}/*`] } });
  await until("account", async () => {
    const device = await product.device(site, token);
    await device.endAsync();
    return true;
  });
  return token;
}
