import { expect, test } from "vitest";
import { gapsOf } from "./past.ts";

const change = (second: number, presence: "online" | "offline" | "silent" | "unknown") => ({
  ...{ site: "harbour", equipment: "pump-1", presence, at: new Date(second * 1_000).toISOString() },
});
const period = { from: 10_000, to: 60_000 };

test("a gap from the loss to the return, within the time looked at", () => {
  const gaps = gapsOf([change(5, "silent"), change(20, "online"), change(30, "offline")], period);
  expect(gaps.get("harbour/pump-1")).toEqual([
    { presence: "silent", from: 10_000, to: 20_000 },
    { presence: "offline", from: 30_000, to: 60_000 },
  ]);
});

test("what was never heard has no gap", () => expect(gapsOf([change(20, "unknown")], period).size).toBe(0));
