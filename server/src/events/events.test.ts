import type { EventEntry } from "@plantroom/model/journal/entry.ts";
import { expect, test } from "vitest";
import { TestPipeline } from "../pipeline-fixture.ts";
import { siteId, start } from "../rules/timeline-fixture.ts";

test("events are handed on once they are kept, and the newest of a kind is found again", async () => {
  const heard: EventEntry[] = [];
  const t = await TestPipeline.start([], (event) => heard.push(event));
  const event = (n: number): EventEntry => ({
    ...{ kind: "event", site: siteId, equipment: "pump-1", receivedAt: start + n, at: start + n },
    ...{ event: "plate-read", data: { n } },
  });
  await t.receive(event(1), event(2));
  await t.receive({ ...event(3), event: "other" });
  expect(heard.map(({ data }) => data.n)).toEqual([1, 2, 3]);
  expect(await t.pipeline.lastEvent(siteId, "pump-1", "plate-read")).toEqual(event(2));
  expect(await t.pipeline.lastEvent(siteId, "pump-2", "plate-read")).toBeUndefined();
  await t.receive({ kind: "result", site: siteId, equipment: "pump-1", receivedAt: start, id: "c-1", outcome: "done" });
  expect(await t.database.selectFrom("results").select(["command", "outcome"]).execute()).toEqual([
    { command: "c-1", outcome: "done" },
  ]);
  await t.close();
});
