import type { Milliseconds } from "@plantroom/model/time.ts";
import { second } from "@plantroom/model/time.ts";
import { Turns } from "../turns.ts";
import type { InfluxAddress } from "./influxdb-url.ts";
import { StoreFailure } from "./store-failure.ts";

/** Rows of one measurement, and of one group where the statement groups by tags. Times are milliseconds. */
export interface ResultSeries {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly rows: (readonly unknown[])[];
}

interface Chunk {
  readonly error?: string;
  readonly results?: readonly {
    readonly statement_id: number;
    readonly error?: string;
    readonly series?: readonly {
      readonly name?: string;
      readonly tags?: Record<string, string>;
      readonly columns: string[];
      readonly values?: unknown[][];
    }[];
  }[];
}

const questionsAtOnce = 4;
const longestAnswer: Milliseconds = 20 * second;
/** Rows that InfluxDB sends in one piece, so that none takes long to parse. */
const chunkRows = 10_000;

/** InfluxQL over HTTP, the dialect that InfluxDB 1, 2 and 3 share. */
export class InfluxQuery {
  readonly #address: InfluxAddress;
  readonly #turns = new Turns(questionsAtOnce);

  constructor(address: InfluxAddress) {
    this.#address = address;
  }

  /**
   * The series of each statement. `values` are bound to `$name` by the server: no text of anybody ever stands in a statement. Throws
   * `StoreFailure`.
   */
  async ask(
    statements: readonly string[],
    values: Readonly<Record<string, string>> = {},
    within: Milliseconds = longestAnswer,
  ): Promise<readonly (readonly ResultSeries[])[]> {
    if (statements.length === 0) return [];
    return this.#turns.take(async () => {
      try {
        return await this.#ask(statements, values, within);
      } catch (problem) {
        if (problem instanceof StoreFailure) throw problem;
        throw new StoreFailure("unavailable", `InfluxDB does not answer: ${reasonOf(problem)}`, problem);
      }
    });
  }

  async #ask(statements: readonly string[], values: Readonly<Record<string, string>>, within: Milliseconds) {
    const { url, database, authorization } = this.#address;
    const response = await fetch(`${url}/query`, {
      method: "POST",
      headers: authorization ? { authorization } : {},
      body: new URLSearchParams({
        ...{ db: database, epoch: "ms", chunked: "true", chunk_size: String(chunkRows) },
        ...{ q: statements.join(";"), params: JSON.stringify(values) },
      }),
      signal: AbortSignal.timeout(within),
    });
    const found: ResultSeries[][] = statements.map(() => []);
    for await (const line of linesOf(response)) {
      const chunk = chunkOf(line, response);
      const problem = chunk.error ?? chunk.results?.find(({ error }) => error !== undefined)?.error;
      if (problem !== undefined) throw new StoreFailure("unavailable", `InfluxDB: ${problem}`);
      for (const { statement_id, series } of chunk.results ?? []) {
        for (const one of series ?? []) append(found[statement_id], one);
      }
    }
    if (!response.ok) throw new StoreFailure("unavailable", `InfluxDB answered ${response.status}`);
    return found;
  }
}

function append(
  list: ResultSeries[] | undefined,
  {
    name = "",
    tags = {},
    columns,
    values = [],
  }: { name?: string; tags?: Record<string, string>; columns: string[]; values?: unknown[][] },
): void {
  const last = list?.at(-1);
  const goesOn = last?.name === name && Object.entries(tags).every(([tag, value]) => last.tags[tag] === value);
  if (last && goesOn) for (const row of values) last.rows.push(row);
  else list?.push({ name, tags, columns, rows: values });
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    const pieces = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = pieces.pop() ?? "";
    for (const line of pieces) if (line !== "") yield line;
  }
  if (rest.trim() !== "") yield rest;
}

/** A proxy in between may answer in words of its own. */
function chunkOf(line: string, response: Response): Chunk {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new StoreFailure("unavailable", `InfluxDB answered ${response.status}, not in JSON`, cause);
  }
}

/** fetch says "fetch failed" and keeps the reason in its cause. */
function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  return problem.cause instanceof Error ? problem.cause.message || problem.cause.name : problem.message;
}
