import type { Metering } from "@plantroom/model/device-types/device-type.ts";
import type { Tariff } from "@plantroom/model/energy/tariff.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { flatten, meterTree } from "@plantroom/model/meters/tree.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import { day, iso } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import type { Person } from "../people/person.ts";
import { periodOf } from "../readings/period.ts";
import { whenAway } from "../readings/when-away.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleEquipment, visibleSite } from "../sites/visible.ts";
import { type Asked, consumptionOf } from "./consumption.ts";
import type { Figures } from "./figures.ts";
import { type Meter, meterOf, metersOf } from "./meter.ts";
import type { MeterLedger } from "./meter-ledger.ts";
import { meterViews } from "./meters-view.ts";
import { reportCsv } from "./report.ts";
import type { Step } from "./rows.ts";

export interface EnergyOptions {
  readonly figures: Figures;
  readonly ledger: MeterLedger;
  readonly estate: Estate;
  readonly tariffs: readonly Tariff[];
  readonly clock: Clock;
}

type Keys =
  | "GET /api/energy/meters"
  | "GET /api/energy/consumption"
  | "GET /api/energy/consumption.csv"
  | "GET /api/energy/tariffs"
  | "POST /api/energy/replacements";

const longest = { hour: 400 * day, day: 1_200 * day, month: 1_200 * day } as const satisfies Record<Step, number>;
const media: readonly Metering["medium"][] = ["electricity", "water", "gas", "heat"];

interface ConsumptionQuery {
  readonly site: string;
  readonly meter?: string | undefined;
  readonly medium: string;
  readonly step: Step;
  readonly from: string;
  readonly to: string;
}

export function energyHandlers({ figures, ledger, estate, tariffs, clock }: EnergyOptions): Handlers<Keys> {
  return {
    "GET /api/energy/meters": async ({ query, person }) => {
      const site = visibleSite(estate, person, query.site);
      const period = periodOf(query, longest.hour);
      const asked = query.medium === undefined ? media : [mediumOf(query.medium)];
      const items = await whenAway(async () => {
        const found = [];
        for (const medium of asked) {
          const tree = treeOf(site, medium);
          const meters = new Map(metersOf(flatten(tree), estate).map((meter) => [meter.equipment.id, meter]));
          found.push(...(await meterViews(figures, site, tree, meters, period)));
        }
        return found;
      });
      return { items, currency: site.currency, timeZone: site.timeZone };
    },

    "GET /api/energy/consumption": async ({ query, person }) =>
      whenAway(() => consumptionOf(figures, askedBy(query, person))),

    "GET /api/energy/consumption.csv": async ({ query, person }) => {
      const asked = askedBy(query, person);
      const consumption = await whenAway(() => consumptionOf(figures, asked));
      return reportCsv({ ...asked, consumption, tariffs, single: query.meter !== undefined, locale: query.locale });
    },

    "GET /api/energy/tariffs": async ({ query, person }) => {
      const ids = Object.values(visibleSite(estate, person, query.site).tariffs ?? {});
      return { items: tariffs.filter(({ id }) => ids.includes(id)).map((one) => ({ ...one })), next: null };
    },

    "POST /api/energy/replacements": async ({ body, person }) => {
      const { equipment } = meterFor(body, person);
      const { finalReading, initialReading, note } = body;
      const at = Date.parse(body.at);
      const now = clock.now();
      if (at > now) throw invalid("body.at", `an exchange cannot be later than now, ${iso(now)}`);
      const { site, id } = equipment;
      await ledger.add({ site, equipment: id, at, finalReading, initialReading, note, by: person.username }, now);
      return undefined;
    },
  };

  function askedBy(query: ConsumptionQuery, person: Person): Asked {
    const site = visibleSite(estate, person, query.site);
    const period = periodOf(query, longest[query.step]);
    if (query.meter !== undefined) {
      const meter = meterFor({ site: query.site, equipment: query.meter }, person);
      return { site, medium: meter.medium, meters: [meter], period, step: query.step };
    }
    const medium = mediumOf(query.medium);
    return { site, medium, meters: metersOf(treeOf(site, medium), estate), period, step: query.step };
  }

  function meterFor(of: { readonly site: string; readonly equipment: string }, person: Person): Meter {
    const meter = meterOf(visibleEquipment(estate, person, of.site, of.equipment), estate);
    if (!meter) throw new Problem("not-found", { what: "meter", id: `${of.site}/${of.equipment}` });
    return meter;
  }

  function treeOf(site: Site, medium: Metering["medium"]) {
    return meterTree(estate.equipmentOf(site.id), (id) => estate.deviceType(id), medium);
  }
}

function mediumOf(text: string): Metering["medium"] {
  const medium = media.find((one) => one === text);
  if (!medium) throw invalid("query.medium", `"${text.slice(0, 40)}" is none of ${media.join(", ")}`);
  return medium;
}
