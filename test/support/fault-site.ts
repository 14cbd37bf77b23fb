import type { MqttClient } from "mqtt";
import type { Product } from "./product.ts";
import { until } from "./until.ts";

/** A site of a fault test's own, where no simulator and no demo interferes. */
export const faultSite = "faults";

export interface FaultSite {
  /** Connects as the account that may publish for the whole site. */
  readonly connect: () => Promise<MqttClient>;
}

/** Adds the site with so many pumps (`pump-0`…) and gate lanes (`gate-0`…), and waits until the gateway knows it. */
export async function addFaultSite(product: Product, pumps: number, lanes = 0): Promise<FaultSite> {
  const admin = await product.signIn("admin");
  await admin.call("POST /api/sites/import", { body: siteFile(pumps, lanes) });
  const { token } = await admin.call("POST /api/devices", { body: { username: "faults", grants: [`${faultSite}/*`] } });
  const connect = () => product.device("faults", token);
  await until("account", async () => {
    const device = await connect();
    await device.endAsync();
    return true;
  });
  return { connect };
}

function siteFile(pumps: number, lanes: number): string {
  const row = (type: string, id: string, attributes: string) =>
    `  - { id: ${id}, type: ${type}, name: ${id}, attributes: { ${attributes} } }`;
  return [
    `site: { id: ${faultSite}, name: Faults, timeZone: UTC, clock: wall, currency: TWD }`,
    "equipment:",
    ...Array.from({ length: pumps }, (_, i) => row("pump", `pump-${i}`, "rated_current: 29, rated_power: 15")),
    ...Array.from({ length: lanes }, (_, i) => row("gate-lane", `gate-${i}`, "")),
  ].join("\n");
}
