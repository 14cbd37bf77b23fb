import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Instant } from "@plantroom/model/time.ts";
import { type Column, columnsByName } from "./columns.ts";
import { checkPoints } from "./known-points.ts";
import { LocalTimes } from "./local-time.ts";
import type { ReplayOptions } from "./options.ts";
import { ReplayProblem } from "./problem.ts";

export interface Row {
  readonly at: Instant;
  readonly values: Readonly<Record<string, number>>;
}

/** What a row left out, and why; the line as an editor counts it. */
export interface Skipped {
  readonly line: number;
  readonly reason: string;
}

/** Streams the file: one row at a time, whatever its size. */
export async function* readRows(options: ReplayOptions, skip: (skipped: Skipped) => void): AsyncGenerator<Row> {
  const lines = createInterface({ input: createReadStream(options.file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  let rows = 0;
  let reader: RowReader | undefined;
  for await (const line of lines) {
    number++;
    if (line.trim() === "") continue;
    if (!reader) {
      reader = new RowReader(line.replace(/^\uFEFF/, ""), options);
      continue;
    }
    rows++;
    if (rows <= options.from) continue;
    if (rows > options.from + options.limit) break;
    const row = reader.read(line, (reason) => skip({ line: number, reason }));
    if (row) yield row;
  }
  const closing = reader?.close();
  if (closing) yield closing;
  if (!reader) throw new ReplayProblem(`${options.file} is empty.`);
}

class RowReader {
  readonly #separator: string;
  readonly #timeIndex: number;
  readonly #columns: readonly (Column & { readonly index: number })[];
  readonly #times: LocalTimes;
  readonly #totals = new Map<string, number>();
  #lastTimes: readonly Instant[] = [];

  constructor(headerLine: string, options: ReplayOptions) {
    this.#separator = options.separator ?? separatorOf(headerLine);
    const header = cellsOf(headerLine, this.#separator);
    const time = options.time ?? header.find((name) => /time|date/i.test(name));
    this.#timeIndex = time === undefined ? -1 : header.indexOf(time);
    if (this.#timeIndex < 0) {
      throw new ReplayProblem(`Which column is the time? Name it with --time; the file has ${header.join(", ")}.`);
    }
    const columns = options.columns.length > 0 ? options.columns : columnsByName(header, header[this.#timeIndex] ?? "");
    this.#columns = columns.map((column) => {
      const index = header.indexOf(column.column);
      if (index < 0) throw new ReplayProblem(`The file has no column ${column.column}; it has ${header.join(", ")}.`);
      return { ...column, index };
    });
    checkPoints(options.site, options.equipment, new Set(columns.map(({ point }) => point)));
    this.#times = new LocalTimes(options.zone);
  }

  read(line: string, skip: (reason: string) => void): Row | undefined {
    const cells = cellsOf(line, this.#separator);
    const stamp = cells[this.#timeIndex] ?? "";
    const at = this.#times.read(stamp);
    if (at === undefined) {
      skip(`"${stamp}" is not a time`);
      return undefined;
    }
    this.#lastTimes = [...this.#lastTimes.slice(-1), at];
    const values: Record<string, number> = {};
    for (const { column, index, point, factor, register } of this.#columns) {
      const cell = (cells[index] ?? "").trim();
      const value = cell === "" ? Number.NaN : Number(cell);
      if (!Number.isFinite(value)) skip(`${column} is "${cell}", not a number`);
      else values[point] = register ? this.#add(point, value, register) : tidy(value * factor);
    }
    return Object.keys(values).length > 0 ? { at, values } : undefined;
  }

  /** The registers after the last row's amount, an interval later. */
  close(): Row | undefined {
    const [before, last] = this.#lastTimes;
    if (before === undefined || last === undefined || this.#totals.size === 0) return undefined;
    return { at: last + (last - before), values: Object.fromEntries(this.#totals) };
  }

  /** The register as it stands when the row's interval begins; its amount is counted when it has ended. */
  #add(point: string, amount: number, register: { start: number; rollover: number }): number {
    const standing = this.#totals.get(point) ?? register.start;
    this.#totals.set(point, tidy((standing + amount) % register.rollover));
    return standing;
  }
}

/** Takes off what binary arithmetic adds behind the twelfth digit. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function separatorOf(header: string): string {
  const counts = [";", "\t", ","].map((separator) => [separator, header.split(separator).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** Cells of one line; quotes may hold a separator, and a quote when doubled. */
function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (character === '"' && quoted && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return [...cells, cell];
}
