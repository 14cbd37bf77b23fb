import type { PackedRule } from "./build.ts";

/** A family of rules of the domain catalogue: `ELV-01` to `ELV-25`. */
interface Family {
  readonly prefix: string;
  readonly count: number;
  /** What of it the pack does not say, or says otherwise, and why; by number. */
  readonly notes: Readonly<Record<number, string>>;
}

export interface Coverage {
  /** Of the domain catalogue. */
  readonly code: string;
  /** The pack's rules that say it. */
  readonly rules: readonly string[];
  /** `part`: not all of it, or by other figures. */
  readonly how: "whole" | "part" | "none";
  readonly why?: string;
}

const families: readonly Family[] = [
  {
    prefix: "ELV",
    count: 25,
    notes: {
      9: "Failed closings are told by the door's state and time; nobody counts three of them.",
      12: "The mean of six hours in place of three of the last ten stops: samples come by the clock, not by the stop.",
      13: "It suppresses nothing at its own lift: what explains other alarms does so for what it feeds.",
      17: "Work in progress is a maintenance mode, which suppresses it; permits are not points.",
      24: "Maintenance and inspection dates are not telemetry; they belong to preventive plans.",
    },
  },
  {
    prefix: "PMP",
    count: 22,
    notes: {
      1: "The distance from the set-point alone, not 85 % of it beside.",
      2: "The distance from the set-point alone, not 115 % of it beside.",
      6: "The pressure's deviation over a minute with vibration: points come every five seconds.",
      7: "More than 15 starts an hour in place of 12, so that jockey pumps need no rule of their own; the table of motors where the attribute says that they start direct on line.",
      13: "Work in progress is a maintenance mode, which suppresses it.",
      14: "Whether a standby took over is not asked.",
      15: "Hours since commissioning in place of 30 days, between siblings whose duty is shared.",
      19: "One day against four weeks for two days: a week would hold too many of the bad days.",
      20: "The largest flow of the hour in place of its P99.5.",
    },
  },
  {
    prefix: "SMP",
    count: 5,
    notes: { 1: "The upper level after 30 s; the float after 5 s.", 5: "Every pump whose duty is shared." },
  },
  {
    prefix: "FPP",
    count: 11,
    notes: {
      3: "Tests and drills are modes, by which it is known as one.",
      6: "From 16 starts an hour it is PMP-07.",
      10: "The weekly start, at sets whose attribute asks for it; other tests belong to preventive plans.",
      11: "Results of tests are not telemetry; they are kept with the inspection.",
    },
  },
  {
    prefix: "FIR",
    count: 19,
    notes: {
      2: "A confirmation by camera or by a person is a step of the procedure, not a point.",
      6: "A tenth of the panel's detectors, not of a loop's: loops are not points.",
      8: "The event at the beginning stands in the readings.",
      13: "A duty check is asked and answered over the panel's own protocol; no point tells of it.",
      14: "Alarms of a zone, confirmed or not: detectors are not equipment, and what an operator judged is not a point.",
      19: "At panels whose attribute says that they are tested monthly.",
    },
  },
  {
    prefix: "MTR-E",
    count: 18,
    notes: {
      1: "Three phases of 220 V; the wider band of single-phase supplies is an override of the site.",
      2: "± 0.5 Hz around 50 and 60 Hz.",
      5: "The forecast for the month and its price belong to the energy pages.",
      6: "The mean of the last 15 min in place of a prediction, where the contract's demand is an attribute.",
      8: "The higher priority of life-safety feeders is an override of the site.",
      10: "At meters whose attribute says that their base load is steady: what follows the weather differs by more; nights are not counted.",
      16: "Sums over the parts' registers by the day: the energy tree shows the remainder; conditions sum no parts.",
    },
  },
  {
    prefix: "MTR-W",
    count: 7,
    notes: {
      1: "An hour of one night in place of three nights.",
      2: "Where the meter's attribute says from which flow on.",
      3: "The largest flow of the meter in place of its P95; a riser's higher priority is an override of the site.",
      5: "At meters whose attribute says that the unit is in use.",
      6: "Sums over the parts' registers by the month: the energy tree shows the loss.",
    },
  },
  { prefix: "MTR-G", count: 2, notes: { 1: "Where the meter's attribute says from which flow on." } },
  { prefix: "MTR-H", count: 1, notes: {} },
  {
    prefix: "GAT",
    count: 20,
    notes: {
      1: "The higher priority of exits is an override of the site.",
      4: "The higher priority at night is an override of the site.",
      9: "A single one stands in the register, without an alarm.",
      10: "The mean confidence of the hour; the share of plates read needs to know those that were not.",
      11: "The length of the queue; waiting times are not points.",
      12: "Plates are personal data: they travel in events and never become points, which rules look at.",
      13: "The drift of the count is not told.",
      16: "A whole entrance lost is a gateway lost: NET-01.",
      18: "Who opened how often stands in the audit trail, not in points.",
    },
  },
];

/** Every rule of the domain catalogue with the pack's own for it, by the codes that their provenance begins with. */
export function coverageOf(pack: readonly PackedRule[]): readonly Coverage[] {
  const byCode = new Map<string, string[]>();
  for (const { rule } of pack) {
    for (const code of codesOf(rule.provenance)) byCode.set(code, [...(byCode.get(code) ?? []), rule.id]);
  }
  return families.flatMap(({ prefix, count, notes }) =>
    Array.from({ length: count }, (_, i): Coverage => {
      const code = `${prefix}${prefix.includes("-") ? "" : "-"}${String(i + 1).padStart(2, "0")}`;
      const rules = byCode.get(code) ?? [];
      const why = notes[i + 1];
      return {
        code,
        rules,
        how: rules.length === 0 ? "none" : why === undefined ? "whole" : "part",
        ...(why && { why }),
      };
    }),
  );
}

/** `PMP-07, FPP-06 [D]` → both. */
function codesOf(provenance: string): string[] {
  const [codes = ""] = /^[A-Z]{3}-[A-Z]?\d{2}(, [A-Z]{3}-[A-Z]?\d{2})*/.exec(provenance) ?? [];
  return codes === "" ? [] : codes.split(", ");
}
