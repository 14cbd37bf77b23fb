import type { PriceBand } from "@plantroom/model/energy/tariff.ts";
import type { Locale } from "@plantroom/model/text.ts";
import type { Paint } from "../trends/paint.ts";
import { priceToken } from "./band-colours.ts";
import type { BarPicture } from "./bars.ts";
import { axisText } from "./figures.ts";
import type { EnergyLine } from "./table.ts";

/** Bars of a period: a stack by price band where there are any, dear ones on top, and the cost where any row has one. */
export function barPicture(
  lines: readonly EnergyLine[],
  labels: readonly string[],
  bands: readonly { readonly band: PriceBand; readonly label: string }[],
  locale: Locale,
): (paint: Paint) => BarPicture {
  const priced = lines.some(({ row }) => row !== undefined && row.cost !== null);
  return (paint) => ({
    labels,
    stacks:
      bands.length > 0
        ? bands
            .map(({ band, label }) => ({
              label,
              colour: paint.prices[priceToken[band] - 1] ?? paint.ink,
              amounts: lines.map(({ row }) => row?.byBand[band]?.consumption ?? null),
            }))
            .toReversed()
        : [
            {
              label: "",
              colour: paint.prices[2] ?? paint.ink,
              amounts: lines.map(({ row }) => row?.consumption ?? null),
            },
          ],
    cost: priced ? lines.map(({ row }) => row?.cost ?? null) : undefined,
    amountText: (value) => axisText(value, locale),
    costText: (value) => axisText(value, locale),
  });
}
