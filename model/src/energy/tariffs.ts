import type { DayPattern, PriceBand, Slot, Tariff } from "./tariff.ts";

const illustrative = "illustrative default, [D]; not a published price list: enter the utility's own before billing";

/** Slots of a day from `[from hour, band]`, each until the next begins. */
function day(...starts: readonly (readonly [fromHour: number, band: PriceBand])[]): readonly Slot[] {
  return starts.map(([from, band], i) => ({
    fromMinute: from * 60,
    toMinute: (starts[i + 1]?.[0] ?? 24) * 60,
    band,
  }));
}

const weekdays = [1, 2, 3, 4, 5] as const;
const saturday = [6] as const;
const summer = [6, 7, 8, 9] as const;
const summerPrices = { peak: 8.1, "half-peak": 5, "off-peak": 2.2 } as const;
const otherPrices = { "half-peak": 4.7, "off-peak": 2.1 } as const;
const otherDay = day([0, "off-peak"], [6, "half-peak"], [11, "off-peak"], [14, "half-peak"]);

/** Two seasons, three bands, in the shape of Taiwan's time-of-use tariffs for business customers. */
const commercial: readonly DayPattern[] = [
  {
    months: summer,
    weekdays,
    slots: day([0, "off-peak"], [9, "half-peak"], [16, "peak"], [22, "half-peak"]),
    prices: summerPrices,
  },
  { months: summer, weekdays: saturday, slots: day([0, "off-peak"], [9, "half-peak"]), prices: summerPrices },
  { weekdays, slots: otherDay, prices: otherPrices },
  { weekdays: saturday, slots: otherDay, prices: { ...otherPrices, "half-peak": 2.4 } },
  { months: summer, slots: day([0, "off-peak"]), prices: summerPrices },
  { slots: day([0, "off-peak"]), prices: otherPrices },
];

function flat(price: number): readonly DayPattern[] {
  return [{ slots: day([0, "flat"]), prices: { flat: price } }];
}

/** The tariffs that come with the product. */
export const defaultTariffs: readonly Tariff[] = [
  {
    id: "tw-commercial-tou",
    version: 1,
    name: {
      en: "Commercial time of use (illustrative)",
      "zh-Hant": "商業時間電價（示例）",
      "zh-Hans": "商业分时电价（示例）",
    },
    medium: "electricity",
    currency: "TWD",
    validFrom: "2016-01-01",
    patterns: commercial,
    provenance: illustrative,
  },
  {
    id: "tw-water-flat",
    version: 1,
    name: { en: "Water, one price (illustrative)", "zh-Hant": "單一水價（示例）", "zh-Hans": "单一水价（示例）" },
    medium: "water",
    currency: "TWD",
    validFrom: "2016-01-01",
    patterns: flat(12),
    provenance: illustrative,
  },
  {
    id: "tw-gas-flat",
    version: 1,
    name: { en: "Gas, one price (illustrative)", "zh-Hant": "單一瓦斯價格（示例）", "zh-Hans": "单一燃气价（示例）" },
    medium: "gas",
    currency: "TWD",
    validFrom: "2016-01-01",
    patterns: flat(14),
    provenance: illustrative,
  },
];
