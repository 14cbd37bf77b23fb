import type { SamplesEntry } from "@plantroom/model/journal/entry.ts";
import { minute } from "@plantroom/model/time.ts";
import { expect, test } from "vitest";
import { SiteState } from "./site-state.ts";

const entryOf = (run: string, receivedAt: number): SamplesEntry => ({
  ...{ kind: "samples", site: "lab", equipment: "e", receivedAt, run },
  samples: [["p", receivedAt, 1]],
});
const siteOf = () => new SiteState({ id: "lab", name: "Lab", timeZone: "UTC", clock: "device", currency: "TWD" });

test("a device that names a new run with each message does not fill memory", () => {
  const site = siteOf();
  for (let i = 0; i < 10_000; i++) site.begin(entryOf(`run-${i}`, i));
  expect(site.run).toBe("run-9999");
  expect(site.endedRuns.size).toBeLessThanOrEqual(100);
  expect(site.runOf(entryOf("run-9998", 10_000))).toBe("stray");
});

test("what comes of a run that ended is stray for a minute, then the run begins again", () => {
  const site = siteOf();
  site.begin(entryOf("a", 0));
  site.begin(entryOf("b", 1_000));
  expect(site.runOf(entryOf("a", 2_000))).toBe("stray");
  expect(site.runOf(entryOf("a", 2_000 + minute))).toBe("new");
});
