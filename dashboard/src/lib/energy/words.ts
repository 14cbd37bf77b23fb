import type { Metering } from "@plantroom/model/device-types/device-type.ts";
import type { PriceBand } from "@plantroom/model/energy/tariff.ts";
import { m } from "#messages";
import type { PeriodKind } from "./period.ts";
import type { Finding } from "./table.ts";

export function mediumWords(medium: Metering["medium"]): string {
  return {
    electricity: m.energy_medium_electricity,
    water: m.energy_medium_water,
    gas: m.energy_medium_gas,
    heat: m.energy_medium_heat,
  }[medium]();
}

export function bandWords(band: PriceBand): string {
  return {
    "critical-peak": m.energy_band_critical_peak,
    peak: m.energy_band_peak,
    "half-peak": m.energy_band_half_peak,
    "off-peak": m.energy_band_off_peak,
    "deep-valley": m.energy_band_deep_valley,
    flat: m.energy_band_flat,
  }[band]();
}

export function periodKindWords(kind: PeriodKind): string {
  return { day: m.energy_period_day, month: m.energy_period_month, year: m.energy_period_year }[kind]();
}

/** A short name, and what it means for the figures. */
export function findingWords(kind: Finding): { readonly name: string; readonly meaning: string } {
  const { name, meaning } = {
    spike: { name: m.energy_flag_spike, meaning: m.energy_flag_spike_more },
    decrease: { name: m.energy_flag_decrease, meaning: m.energy_flag_decrease_more },
    replacement: { name: m.energy_flag_replacement, meaning: m.energy_flag_replacement_more },
    rollover: { name: m.energy_flag_rollover, meaning: m.energy_flag_rollover_more },
    gap: { name: m.energy_flag_gap, meaning: m.energy_flag_gap_more },
    jitter: { name: m.energy_flag_jitter, meaning: m.energy_flag_jitter_more },
  }[kind];
  return { name: name(), meaning: meaning() };
}
