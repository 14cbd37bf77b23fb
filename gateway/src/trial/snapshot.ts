import { createHash } from "node:crypto";
import type { DeviceAccount, GatewaySnapshot } from "@plantroom/model/channel/channel.ts";
import { demoEquipment, demoSites } from "@plantroom/model/demo/estate.ts";
import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";

/** An account whose token is its own name. */
export function trialAccount(username: string, ...grants: string[]): DeviceAccount {
  return { username, tokenHash: createHash("sha256").update(username).digest("hex"), grants };
}

/** The demo estate, with an account for all of it, one for a pump, and one for a site that is not there. */
export const trialSnapshot: GatewaySnapshot = {
  version: 1,
  sites: demoSites,
  equipment: demoEquipment,
  deviceTypes: builtInDeviceTypes,
  accounts: [
    trialAccount("demo", "harbour-court/*", "lab/*"),
    trialAccount("pump", "harbour-court/booster-p1"),
    trialAccount("other", "harbour-court/booster-p2"),
    trialAccount("elsewhere", "elsewhere/*"),
  ],
};
