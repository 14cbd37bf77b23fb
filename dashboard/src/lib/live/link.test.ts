import { describe, expect, test } from "vitest";
import { linkOf, lostAfter } from "./link.ts";

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
  ] as const)("%s", (_, at, heartbeat, now, state) => {
    expect(linkOf({ at, heartbeat }, now).state).toBe(state);
  });

  test("is lost within 5 s", () => {
    expect(lostAfter).toBeLessThanOrEqual(5_000);
  });
});
