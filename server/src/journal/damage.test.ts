import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { damageReport } from "./damage.ts";

test("damage is told with its place and counted in bytes", async () => {
  const registry = new Registry();
  const told: unknown[] = [];
  const report = damageReport({ error: (what: unknown) => told.push(what) }, registry);
  const damage = { segment: "0000000000000000.journal", from: 100, to: 164 };
  report(damage);
  report({ ...damage, from: 200, to: 210 });
  expect(told[0]).toEqual(damage);
  expect(await registry.metrics()).toContain("plantroom_journal_damaged_bytes_total 74");
});
