import { HttpError, InfluxDB, type WriteApi } from "@influxdata/influxdb-client";
import type { Milliseconds } from "@plantroom/model/time.ts";
import { second } from "@plantroom/model/time.ts";
import type { InfluxAddress } from "./influxdb-url.ts";
import { StoreFailure } from "./store-failure.ts";

/** What InfluxDB takes well in one request. */
const linesPerRequest = 10_000;
const longestWrite: Milliseconds = 30 * second;

/**
 * Line protocol over HTTP. The client's own batches and retries are out of the way: a batch that is sent because it is full is not
 * awaited, and one in the retry buffer is written twice or lost. So each request is one record and one flush, and its failure is
 * the caller's.
 */
export class InfluxWriter {
  readonly #api: WriteApi;

  constructor({ url, database, authorization }: InfluxAddress) {
    const client = new InfluxDB({
      ...{ url, timeout: longestWrite },
      ...(authorization && { headers: { authorization } }),
    });
    this.#api = client.getWriteApi("", database, "ms", {
      batchSize: 2, // one record is never the last that fits
      maxBatchBytes: Number.MAX_SAFE_INTEGER,
      flushInterval: 0,
      maxRetries: 0,
      gzipThreshold: Number.MAX_SAFE_INTEGER,
      // Its own words about a failure would go to the console.
      writeFailed: (failure) => Promise.reject(failure),
    });
    this.#api.path = `/write?db=${encodeURIComponent(database)}&precision=ms`;
  }

  /** In order; times are milliseconds. Throws `StoreFailure`; lines before the one that failed may be stored. */
  async write(lines: readonly string[]): Promise<void> {
    for (let start = 0; start < lines.length; start += linesPerRequest) {
      try {
        this.#api.writeRecord(lines.slice(start, start + linesPerRequest).join("\n"));
        await this.#api.flush();
      } catch (problem) {
        throw failureOf(problem);
      }
    }
  }
}

/** What is wrong with the lines is 400, 422 or, when there are too many bytes of them, 413. */
function failureOf(problem: unknown): StoreFailure {
  const reason = reasonOf(problem);
  const isOfLines = problem instanceof HttpError && [400, 413, 422].includes(problem.statusCode);
  return new StoreFailure(
    isOfLines && !isOfServer(reason) ? "rejected" : "unavailable",
    `InfluxDB: ${reason}`,
    problem,
  );
}

/** Limits that whoever runs the server can raise: the readings are well. */
function isOfServer(reason: string): boolean {
  return /max-series-per-database|max-values-per-tag|(database|bucket|retention policy) not found/.test(reason);
}

function reasonOf(problem: unknown): string {
  if (!(problem instanceof HttpError)) return problem instanceof Error ? problem.message : String(problem);
  const { error, message } = problem.json ?? {};
  return [error, message].find((one) => typeof one === "string") ?? `answered ${problem.statusCode}`;
}
