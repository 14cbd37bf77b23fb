import { describe, expect, test } from "vitest";
import { historyLateness, linkOf, lostAfter } from "./link.ts";

const beat = { at: 0, judgeLag: 100, historyLag: 0, gatewayConnected: true, journal: "open" as const };

describe("linkOf", () => {
  test.each([
    ["connecting before the first heartbeat", undefined, undefined, 0, "connecting"],
    ["live with a fresh one", 1_000, beat, 3_000, "live"],
    ["live while one is missing", 1_000, beat, 5_000, "live"],
    ["lost before 5 s without one", 1_000, beat, 1_000 + lostAfter, "lost"],
    ["delayed when the judge is behind", 1_000, { ...beat, judgeLag: 9_000 }, 1_500, "delayed"],
    ["delayed when the field is not connected", 1_000, { ...beat, gatewayConnected: false }, 1_500, "delayed"],
    ["lost outranks delayed", 1_000, { ...beat, judgeLag: 9_000 }, 9_000, "lost"],
    ["delayed when the journal is full", 1_000, { ...beat, journal: "full" }, 1_500, "delayed"],
    ["delayed when the disk refuses", 1_000, { ...beat, journal: "refused" }, 1_500, "delayed"],
  ] as const)("%s", (_, at, heartbeat, now, state) => {
    expect(linkOf({ at, heartbeat }, now).state).toBe(state);
  });

  test.each([
    ["full", "journal-full"],
    ["refused", "journal-refused"],
  ] as const)("names a journal that is %s", (journal, reason) => {
    expect(linkOf({ at: 1_000, heartbeat: { ...beat, journal } }, 1_500).reason).toBe(reason);
  });

  test("is lost within 5 s", () => {
    expect(lostAfter).toBeLessThanOrEqual(5_000);
  });
});

describe("historyLateness", () => {
  test.each([
    ["nothing before the first heartbeat", undefined, undefined, undefined],
    ["nothing for a batch or two", 1_000, { ...beat, historyLag: 9_000 }, undefined],
    ["how late it is", 1_000, { ...beat, historyLag: 61_000 }, 61_000],
  ] as const)("tells %s", (_, at, heartbeat, late) => {
    expect(historyLateness({ at, heartbeat }, 1_500)).toBe(late);
  });

  test("is silent where nothing is accepted: live values are affected then", () => {
    const full = { ...beat, historyLag: 61_000, journal: "full" } as const;
    expect(historyLateness({ at: 1_000, heartbeat: full }, 1_500)).toBeUndefined();
  });

  test("is silent where the link is lost: that says more", () => {
    expect(
      historyLateness({ at: 1_000, heartbeat: { ...beat, historyLag: 61_000 } }, 1_000 + lostAfter),
    ).toBeUndefined();
  });
});
