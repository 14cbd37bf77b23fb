import { demoEquipment, demoSites } from "@plantroom/model/demo/estate.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Devices } from "../devices/devices.ts";
import { addDemoAccounts } from "../people/first-accounts.ts";
import type { People } from "../people/people.ts";
import type { Sites } from "../sites/sites.ts";

const account = "demo";

export interface DemoParts {
  readonly sites: Sites;
  readonly people: People;
  readonly devices: Devices;
}

/** The demo estate and its accounts, where they are not there yet; what a visitor changed stays as it is. */
export async function seedDemo({ sites, people, devices }: DemoParts, at: Instant): Promise<void> {
  const { estate } = sites;
  // A site that is there already has been seeded: what is missing from it was removed on purpose.
  const missing = demoSites.filter(({ id }) => estate.site(id) === undefined);
  const equipment = demoEquipment.filter(({ site }) => missing.some(({ id }) => id === site));
  if (missing.length > 0) await sites.put(missing, equipment);
  await addDemoAccounts(people, at);
  await devices.add({ username: account, grants: demoSites.map(({ id }) => `${id}/*`) }, "demo", at, account);
}
