import { defaultPolicy, dutyRosters } from "@plantroom/model/escalation/default-policy.ts";
import type { Layer, Roster } from "@plantroom/model/on-call/roster.ts";
import type { Text } from "@plantroom/model/text.ts";
import type { Database } from "../database/database.ts";
import { keepDocument } from "../notifications/documents.ts";

const fact = "escalation-seeded";
const names: Readonly<Record<(typeof dutyRosters)[number], Text>> = {
  "shift-lead": { en: "Shift lead", "zh-Hant": "值班主管", "zh-Hans": "值班长" },
  "duty-manager": { en: "Duty manager", "zh-Hant": "值班經理", "zh-Hans": "值班经理" },
  "property-manager": { en: "Property manager", "zh-Hant": "物業經理", "zh-Hans": "物业经理" },
};

/** At the first start: the default policy, and its rosters for somebody to fill; the demo's have people on them. */
export async function seedEscalation(
  database: Database,
  { timeZone, demo }: { readonly timeZone: string; readonly demo: boolean },
): Promise<void> {
  const done = await database.selectFrom("facts").select("name").where("name", "=", fact).executeTakeFirst();
  if (done) return;
  await database.transaction().execute(async (transaction) => {
    await keepDocument(transaction, "escalationPolicies", defaultPolicy);
    for (const id of dutyRosters) {
      const layers = demo ? demoLayers[id] : [];
      const roster: Roster = {
        id,
        name: names[id].en,
        names: names[id],
        timeZone,
        calendar: "tw",
        layers,
        overrides: [],
        gapsAllowed: false,
      };
      await keepDocument(transaction, "rosters", roster);
    }
    await transaction.insertInto("facts").values({ name: fact, value: "1" }).execute();
  });
}

const layer: Omit<Layer, "id" | "name" | "people"> = {
  ...{ rotation: "daily", every: 1, handOffAt: "08:00", startsOn: "2026-01-05", days: "every-day" },
};
const demoLayers: Readonly<Record<(typeof dutyRosters)[number], readonly Layer[]>> = {
  "shift-lead": [
    { ...layer, id: "days", name: "Days", people: ["supervisor"] },
    {
      ...layer,
      id: "nights",
      name: "Nights",
      people: ["technician", "operator"],
      hours: { from: "20:00", to: "08:00" },
    },
  ],
  "duty-manager": [{ ...layer, id: "week", name: "Week", people: ["supervisor", "admin"], rotation: "weekly" }],
  "property-manager": [{ ...layer, id: "always", name: "Always", people: ["admin"] }],
};
