import type { EnergyRow } from "@plantroom/model/api/types.ts";
import { consumptionDecimals, costDecimals, formatFigure, percentOf } from "@plantroom/model/energy/rounding.ts";
import { bands, type PriceBand, type Tariff, tariffOn } from "@plantroom/model/energy/tariff.ts";
import { localDay } from "@plantroom/model/meters/calendar.ts";
import { fill, type Locale, nameIn } from "@plantroom/model/text.ts";
import type { Asked, Consumption } from "./consumption.ts";
import { type Cell, csv } from "./csv.ts";
import { bandWords, flagWords, mediumWords, stepWords, words } from "./report-words.ts";

export interface Report extends Omit<Asked, "period"> {
  readonly consumption: Consumption;
  /** One meter was asked for, not the sum of the main meters. */
  readonly single: boolean;
  readonly tariffs: readonly Tariff[];
  readonly locale: Locale;
}

/** The rows of a consumption answer as CSV, in the figures of the answer: what it is about first, then the table, then its total. */
export function reportCsv(report: Report): string {
  return csv([
    ...head(report),
    [],
    columns(report),
    ...report.consumption.rows.map((row) => line(report, row)),
    total(report),
  ]);
}

function head({ site, medium, meters, single, step, consumption, tariffs, locale }: Report): Cell[][] {
  const { rows, timeZone } = consumption;
  const word = (key: keyof typeof words) => words[key][locale];
  const first = rows[0]?.from;
  const last = rows.at(-1)?.to;
  const period = first && last ? `${local(first, timeZone)} – ${local(last, timeZone)}` : "";
  return [
    [word("title")],
    [word("site"), nameIn(locale, site)],
    [word(single ? "meter" : "mainMeters"), meters.map(({ equipment }) => nameIn(locale, equipment)).join("; ")],
    [word("medium"), mediumWords[medium][locale]],
    [word("step"), stepWords[step][locale]],
    [word("period"), period],
    [word("timeZone"), timeZone],
    [word("tariff"), tariffNames(consumption, tariffs, locale)],
    [word("completeness"), percent(consumption.total.completeness)],
    [word("rounding"), word("roundingRule")],
  ];
}

/** Every version of the tariff that held in the period. */
function tariffNames({ tariff: id, rows, timeZone }: Consumption, tariffs: readonly Tariff[], locale: Locale): string {
  if (id === null) return words.noTariff[locale];
  const held = new Set(rows.flatMap(({ from }) => tariffOn(tariffs, id, localDay(Date.parse(from), timeZone)) ?? []));
  const names = [...held].map(
    ({ name, version }) => `${name[locale]}, ${fill(words.version[locale], { version })} (${id})`,
  );
  return names.length > 0 ? names.join("; ") : words.noTariff[locale];
}

function columns({ consumption, locale }: Report): Cell[] {
  const { unit, currency } = consumption;
  const word = (key: keyof typeof words, of?: string) => fill(words[key][locale], { unit: of });
  return [
    word("from"),
    word("to"),
    word("offset"),
    word("consumption", unit),
    word("cost", currency),
    ...bandsIn(consumption).flatMap((band) => [
      `${bandWords[band][locale]} (${unit})`,
      `${bandWords[band][locale]} (${currency})`,
    ]),
    word("completeness"),
    word("notes"),
  ];
}

function line({ medium, consumption, locale }: Report, row: EnergyRow): Cell[] {
  const { timeZone, currency } = consumption;
  const amount = (figure: number | null) => ({ digits: formatFigure(figure, consumptionDecimals[medium]) });
  const money = (figure: number | null) => ({ digits: formatFigure(figure, costDecimals(currency)) });
  return [
    local(row.from, timeZone),
    local(row.to, timeZone),
    `UTC${zoned(row.from, timeZone).offset}`,
    amount(row.consumption),
    money(row.cost),
    ...bandsIn(consumption).flatMap((band) => [
      amount(row.byBand[band]?.consumption ?? null),
      money(row.byBand[band]?.cost ?? null),
    ]),
    percent(row.completeness),
    row.flags.map((flag) => flagWords[flag][locale]).join("; "),
  ];
}

function total({ medium, consumption, locale }: Report): Cell[] {
  const { currency, total: sum } = consumption;
  return [
    words.total[locale],
    "",
    "",
    { digits: formatFigure(sum.consumption, consumptionDecimals[medium]) },
    { digits: formatFigure(sum.cost, costDecimals(currency)) },
    ...bandsIn(consumption).flatMap(() => ["", ""]),
    percent(sum.completeness),
    "",
  ];
}

function bandsIn({ rows }: Consumption): PriceBand[] {
  return bands.filter((band) => rows.some(({ byBand }) => byBand[band] !== undefined));
}

function percent(share: number): Cell {
  return { digits: formatFigure(percentOf(share), 1) };
}

function zoned(at: string, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
}

/** As a spreadsheet program reads it as a date; the offset stands in a column of its own. */
function local(at: string, timeZone: string): string {
  return zoned(at, timeZone).toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ");
}
