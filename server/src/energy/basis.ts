import { createHash } from "node:crypto";
import type { Tariff } from "@plantroom/model/energy/tariff.ts";
import type { Replacement } from "@plantroom/model/meters/register.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { Meter } from "./meter.ts";

/** Raised whenever the same registers give other figures. */
const algorithm = 1;

/** Everything but the readings that a day's figures follow from, as a short text: days of another basis are made anew. */
export function basisOf(
  { timeZone, currency, tariffs: chosen }: Site,
  { medium, unit, shape, interval, series }: Meter,
  tariffs: readonly Tariff[],
  replacements: readonly Replacement[],
): string {
  const prices = tariffs.filter(({ id }) => id === chosen?.[medium]);
  const parts = [algorithm, timeZone, currency, medium, unit, shape, interval, series.point, prices, replacements];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}
