import { describe, expect, test } from "vitest";
import { droppable } from "./segments.ts";

describe("retention", () => {
  const segments = [
    { start: 0, bytes: 10, modifiedAt: 0 },
    { start: 10, bytes: 10, modifiedAt: 1_000 },
    { start: 20, bytes: 10, modifiedAt: 2_000 },
  ];

  test.each([
    ["keeps what is younger than the retention", { consumed: 30, now: 900, maxBytes: 100, needed: 0 }, []],
    ["drops what everybody has read and is old", { consumed: 30, now: 1_500, maxBytes: 100, needed: 0 }, [0]],
    ["keeps what somebody has still to read, however old", { consumed: 9, now: 9_999, maxBytes: 100, needed: 0 }, []],
    ["never drops the newest", { consumed: 30, now: 9_999, maxBytes: 100, needed: 0 }, [0, 10]],
    ["yields to the size cap", { consumed: 30, now: 0, maxBytes: 25, needed: 0 }, [0]],
    ["makes room for the next commit", { consumed: 30, now: 0, maxBytes: 25, needed: 10 }, [0, 10]],
    ["does not yield what is still needed", { consumed: 12, now: 0, maxBytes: 5, needed: 0 }, [0]],
  ])("%s", (_, { consumed, now, maxBytes, needed }, expected) => {
    const dropped = droppable(segments, consumed, now, { retentionMs: 1_000, maxBytes }, needed);
    expect(dropped.map(({ start }) => start)).toEqual(expected);
  });
});
