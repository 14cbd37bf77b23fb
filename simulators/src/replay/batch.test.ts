import { maxPayloadBytes } from "@plantroom/model/topics/topics.ts";
import { describe, expect, test } from "vitest";
import { Batch } from "./batch.ts";

/** The gateway takes no more values in one message. */
const maxValues = 2_000;

describe("a message of a replay", () => {
  test.each([1, 30, 300])("of a file with %i columns fits the gateway, whatever rows it holds", (columns) => {
    const batch = new Batch("run-1");
    const names = Array.from({ length: columns }, (_, i) => `a_point_with_a_rather_long_name_${i}`);
    const values = Object.fromEntries(names.map((name) => [name, 1234.56789]));
    const rows: unknown[] = [];
    for (let at = 0; at < 250; at++) {
      const row = { at, values };
      if (!batch.hasRoomFor(row)) rows.push(...taken(batch));
      batch.add(row);
    }
    rows.push(...taken(batch));
    expect(rows).toHaveLength(250);
  });

  function taken(batch: Batch): unknown[] {
    const { payload, values } = batch.take();
    expect(payload.length).toBeLessThanOrEqual(maxPayloadBytes);
    expect(values).toBeLessThanOrEqual(maxValues);
    expect(batch.rows).toBe(0);
    return JSON.parse(payload);
  }
});
