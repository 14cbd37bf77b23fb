import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { MetDamage } from "./damage.ts";

test("damage is told with its place and counted in bytes, once whoever meets it", async () => {
  const registry = new Registry();
  const told: unknown[] = [];
  const met = new MetDamage({ error: (what: unknown) => told.push(what) }, registry);
  const damage = { segment: "0000000000000000.journal", from: 100, to: 164 };
  met.report(damage);
  met.report({ ...damage, from: 200, to: 210 });
  met.report(damage);
  expect(told).toEqual([damage, { ...damage, from: 200, to: 210 }]);
  expect(met.count).toEqual({ places: 2, bytes: 74 });
  expect(await registry.metrics()).toContain("plantroom_journal_damaged_bytes_total 74");
});
