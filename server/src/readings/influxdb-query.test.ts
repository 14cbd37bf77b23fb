import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { InfluxQuery } from "./influxdb-query.ts";

describe("asking an InfluxDB", () => {
  let server: Server;
  let asked: URLSearchParams;
  afterEach(() => server.close());

  /** A server that answers in these pieces. */
  async function queryFor(status: number, ...pieces: readonly (string | Buffer)[]): Promise<InfluxQuery> {
    server = createServer(async (request, response) => {
      asked = new URLSearchParams((await Array.fromAsync(request.setEncoding("utf8"))).join(""));
      response.writeHead(status);
      for (const piece of pieces) {
        response.write(piece);
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return new InfluxQuery({ url: `http://127.0.0.1:${port}`, database: "plantroom", authorization: undefined });
  }

  test("values travel apart from the statements", async () => {
    const query = await queryFor(200, '{"results":[{"statement_id":0}]}\n');
    await query.ask([`SELECT "flow" FROM "pump" WHERE "site" = $site`], { site: "a' OR 1=1; DROP" });
    expect(Object.fromEntries(asked)).toEqual({
      ...{ db: "plantroom", epoch: "ms", chunked: "true", chunk_size: "10000" },
      q: `SELECT "flow" FROM "pump" WHERE "site" = $site`,
      params: `{"site":"a' OR 1=1; DROP"}`,
    });
  });

  test("an answer in pieces is put together, wherever they were cut", async () => {
    const series = (values: unknown[], tags?: object) => ({
      name: "m",
      columns: ["time", "s"],
      values,
      ...(tags && { tags }),
    });
    const lines = [
      { results: [{ statement_id: 0, series: [{ ...series([[1, "é🛗"]]), partial: true }], partial: true }] },
      { results: [{ statement_id: 0, series: [series([[2, "b"]])] }] },
      { results: [{ statement_id: 1, series: [series([[3, "c"]], { equipment: "x" })], partial: true }] },
      { results: [{ statement_id: 1, series: [series([[4, "d"]], { equipment: "y" })] }] },
    ];
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) => bytes.subarray(i * 7, i * 7 + 7));
    const found = await (await queryFor(200, ...pieces)).ask(["SELECT 1", "SELECT 2"]);
    expect(found.map((list) => list.map(({ tags, rows }) => [tags.equipment, rows]))).toEqual([
      [
        [
          undefined,
          [
            [1, "é🛗"],
            [2, "b"],
          ],
        ],
      ],
      [
        ["x", [[3, "c"]]],
        ["y", [[4, "d"]]],
      ],
    ]);
  });

  test.each([
    [200, '{"results":[{"statement_id":0,"error":"timeout"}]}', "InfluxDB: timeout"],
    [400, '{"error":"error parsing query: found X"}', "InfluxDB: error parsing query: found X"],
    [401, '{"code":"unauthorized","message":"unauthorized access"}', "InfluxDB answered 401"],
    [502, "<html>Bad gateway</html>", "InfluxDB answered 502, not in JSON"],
    [200, '{"results":[{"statement_id":0,"ser', "InfluxDB answered 200, not in JSON"],
    [500, "", "InfluxDB answered 500"],
  ])("%s %s: the store is unavailable", async (status, answer, message) => {
    const query = await queryFor(status, answer);
    await expect(query.ask(["SELECT 1"])).rejects.toMatchObject({ kind: "unavailable", message });
  });

  test("a server that is away or does not answer in time", async () => {
    const query = await queryFor(200);
    server.removeAllListeners("request").on("request", () => undefined);
    await expect(query.ask(["SELECT 1"], {}, 50)).rejects.toMatchObject({ kind: "unavailable" });
    server.closeAllConnections();
    server.close();
    await expect(query.ask(["SELECT 1"])).rejects.toThrow(/^InfluxDB does not answer: /);
  });
});
