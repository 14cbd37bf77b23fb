import type { PriceBand } from "@plantroom/model/energy/tariff.ts";

/** Which of the tokens `--price-1` (the dearest) to `--price-5` a band has. */
export const priceToken: Readonly<Record<PriceBand, 1 | 2 | 3 | 4 | 5>> = {
  "critical-peak": 1,
  peak: 2,
  "half-peak": 3,
  "off-peak": 4,
  "deep-valley": 5,
  flat: 3,
};
