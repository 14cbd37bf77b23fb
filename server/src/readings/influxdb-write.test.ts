import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { InfluxWriter } from "./influxdb-write.ts";

/** What the generations of InfluxDB answer, word for word; the real one of the first is in the contract suite. */
describe("writing to an InfluxDB", () => {
  let server: Server;
  afterEach(() => server.close());

  async function writerFor(listener: RequestListener): Promise<InfluxWriter> {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const authorization = "Token abc";
    return new InfluxWriter({ url: `http://127.0.0.1:${port}`, database: "plant.room", authorization });
  }

  test("each request has at most 10,000 lines, in order, with database, precision and who asks", async () => {
    const requests: { url: string | undefined; authorization: string | undefined; lines: string[] }[] = [];
    const writer = await writerFor(async (request, response) => {
      const body = await Array.fromAsync(request.setEncoding("utf8"));
      requests.push({
        url: request.url,
        authorization: request.headers.authorization,
        lines: body.join("").split("\n"),
      });
      response.writeHead(204).end();
    });
    const lines = Array.from({ length: 20_001 }, (_, i) => `m f=${i} ${i}`);
    await writer.write(lines);
    expect(requests.map((request) => request.lines.length)).toEqual([10_000, 10_000, 1]);
    expect(requests.flatMap((request) => request.lines)).toEqual(lines);
    for (const { url, authorization } of requests) {
      expect(url).toBe("/write?db=plant.room&precision=ms");
      expect(authorization).toBe("Token abc");
    }
    await writer.write([]);
    expect(requests).toHaveLength(3);
  });

  test.each([
    [400, { error: "partial write: field type conflict: input field … dropped=1" }, "rejected"],
    [400, { error: "partial write: points beyond retention policy dropped=1" }, "rejected"],
    [422, { code: "unprocessable entity", message: "failure writing points to database: …" }, "rejected"],
    [413, { error: "Request Entity Too Large" }, "rejected"],
    [400, { error: "partial write: max-series-per-database limit exceeded: (1000000) dropped=7" }, "unavailable"],
    [404, { error: 'database not found: "plantroom"' }, "unavailable"],
    [401, { error: "authorization failed" }, "unavailable"],
    [500, { error: "timeout" }, "unavailable"],
    [503, "a proxy's own words", "unavailable"],
    [200, "", "unavailable"],
  ] as const)("%s %j is %s", async (status, answer, kind) => {
    const writer = await writerFor((request, response) => {
      request.resume().on("end", () => {
        const isJson = typeof answer === "object";
        response.writeHead(status, isJson ? { "content-type": "application/json" } : {});
        response.end(isJson ? JSON.stringify(answer) : answer);
      });
    });
    const words = typeof answer === "object" ? Object.values(answer).at(-1) : String(status);
    await expect(writer.write(["m f=1 1"])).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(words ?? ""),
    });
  });

  test("a failed request stops the ones behind it, and nothing of it is sent again later", async () => {
    const bodies: string[] = [];
    const writer = await writerFor(async (request, response) => {
      bodies.push((await Array.fromAsync(request.setEncoding("utf8"))).join(""));
      response.writeHead(bodies.length === 1 ? 503 : 204).end();
    });
    await expect(writer.write(Array.from({ length: 10_001 }, (_, i) => `m f=${i} ${i}`))).rejects.toThrow();
    await writer.write(["m f=1 1"]);
    expect(bodies.map((body) => body.split("\n").length)).toEqual([10_000, 1]);
  });

  test("a server that is away", async () => {
    const writer = await writerFor((_, response) => response.end());
    server.close();
    await expect(writer.write(["m f=1 1"])).rejects.toMatchObject({ kind: "unavailable" });
  });
});
