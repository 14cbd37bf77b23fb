import type { Metering } from "@plantroom/model/device-types/device-type.ts";
import { type Price, pricesOf, type Tariff, tariffOn } from "@plantroom/model/energy/tariff.ts";
import { boundaries, localDay } from "@plantroom/model/meters/calendar.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { Instant } from "@plantroom/model/time.ts";

/** One day of a site's own calendar, with what the quarter hours of each medium cost. */
export interface SiteDay {
  readonly from: Instant;
  readonly to: Instant;
  /** Boundaries, the day's own ends among them. */
  readonly quarters: readonly Instant[];
  readonly hours: readonly Instant[];
  readonly currency: string;
  /** By quarter; a medium without a tariff in the site's currency is missing. */
  readonly prices: Readonly<Partial<Record<Metering["medium"], readonly (Price | undefined)[]>>>;
}

export function siteDay(site: Site, from: Instant, to: Instant, tariffs: readonly Tariff[]): SiteDay {
  const { timeZone, currency } = site;
  const quarters = boundaries("quarter", from, to, timeZone);
  const prices = Object.entries(site.tariffs ?? {}).flatMap(([medium, id]) => {
    const tariff = id === undefined ? undefined : tariffOn(tariffs, id, localDay(from, timeZone));
    if (!tariff || tariff.currency !== currency) return [];
    const priceOf = pricesOf(tariff, timeZone);
    return [[medium, quarters.slice(0, -1).map(priceOf)] as const];
  });
  return {
    from,
    to,
    quarters,
    hours: boundaries("hour", from, to, timeZone),
    currency,
    prices: Object.fromEntries(prices),
  };
}
