import { pump } from "@plantroom/model/device-types/pumps.ts";
import { expect, test } from "vitest";
import { evidenceWords } from "./evidence.ts";

test("what was measured against a limit stands before states", () => {
  const at = "2026-01-01T00:00:00.000Z";
  const evidence = [
    { point: "running", at, value: true, quality: "good" as const },
    { point: "flow", at, value: 0.1, quality: "good" as const, limit: 0.5 },
  ];
  const words = evidenceWords({ evidence }, pump, "en");
  expect(words.map(({ label, limit }) => [label, limit])).toEqual([
    ["Flow", "0.5 m³/h"],
    ["Running", undefined],
  ]);
});
