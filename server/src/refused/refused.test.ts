import type { RefusedEntry } from "@plantroom/model/journal/entry.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TestPipeline } from "../pipeline-fixture.ts";
import { people, siteId, start } from "../rules/timeline-fixture.ts";
import { keptRefused } from "./repository.ts";

const { technician } = people;

describe("refused readings", () => {
  let t: TestPipeline;
  beforeEach(async () => {
    t = await TestPipeline.start([]);
  });
  afterEach(() => t.close());

  const refused = (code: RefusedEntry["code"], n = 0): RefusedEntry => ({
    ...{ kind: "refused", receivedAt: start + n, account: "demo", topic: "plantroom/x", code, detail: { n } },
    ...{ payload: "{{{", site: siteId },
  });
  const list = (query = {}) => t.call("GET /api/refused", technician, { query });

  test("are listed newest first, by code, page by page, and counted", async () => {
    await t.receive(refused("payload-not-json", 1), refused("value-type", 2));
    await t.receive(refused("payload-not-json", 3));
    const first = await list({ limit: 2 });
    expect(first.items.map(({ code, detail }) => [code, detail.n])).toEqual([
      ["payload-not-json", 3],
      ["value-type", 2],
    ]);
    expect(first.counts).toEqual({ "payload-not-json": 2, "value-type": 1 });
    const rest = await list({ limit: 2, cursor: first.next ?? undefined });
    expect(rest).toMatchObject({ items: [{ detail: { n: 1 }, payload: "{{{" }], next: null });
    expect((await list({ code: "value-type" })).items).toHaveLength(1);
  });

  test("the newest are kept, the counts go on", async () => {
    for (let from = 0; from < keptRefused + 500; from += 2_100) {
      await t.receive(...Array.from({ length: 2_100 }, (_, i) => refused("value-type", from + i)));
    }
    const { n } = await t.database
      .selectFrom("refused")
      .select(({ fn }) => fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow();
    expect(n).toBe(keptRefused);
    expect((await list({ limit: 1 })).counts).toEqual({ "value-type": 10_500 });
  });

  test("of foreign sites are not seen", async () => {
    await t.receive(refused("value-type"));
    const guest = { ...technician, sites: ["elsewhere"] };
    expect((await t.call("GET /api/refused", guest)).items).toEqual([]);
    await expect(t.call("GET /api/refused", guest, { query: { site: siteId } })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
