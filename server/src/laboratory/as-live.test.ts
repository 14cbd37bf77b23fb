import type { Rule } from "@plantroom/model/rules/rule.ts";
import { type SeriesSample, simulate } from "@plantroom/model/rules/simulate.ts";
import { second } from "@plantroom/model/time.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ruleOf, siteId, start, Timeline } from "../rules/timeline-fixture.ts";

const rules: readonly Rule[] = [
  ruleOf("DELAYED", { when: { kind: "below", point: "pressure", limit: 1, deadband: 0.2 }, onDelaySeconds: 25 }),
  ruleOf("SLOW", {
    ...{ when: { kind: "above", point: "pressure", limit: 2 }, offDelaySeconds: 15 },
    minimumSamples: 2,
  }),
  ruleOf("MEAN", {
    when: { ...{ kind: "aggregate", point: "pressure", figure: "mean", windowSeconds: 60 }, side: "below", limit: 1 },
  }),
];

test("law: the laboratory raises and clears when the judge does", async () => {
  const values = fc.array(fc.constantFrom(0.5, 0.9, 1.1, 1.5, 3), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(values, async (list) => {
      const live = await Timeline.start({ rules });
      try {
        for (const [i, pressure] of list.entries()) await live.at(`${i * 10}s`).publish("pump-1", { pressure });
        await live.tick(start + 1_000 * second);
        const rows = await live.database
          .selectFrom("alarmTransitions as line")
          .innerJoin("alarms", "alarms.id", "line.alarm")
          .select(["alarms.rule", "line.at", "line.event"])
          .where("alarms.site", "=", siteId)
          .where("line.event", "in", ["raised", "cleared"])
          .orderBy("line.id")
          .execute();
        for (const rule of rules) {
          const series = { pressure: list.map((value, i): SeriesSample => [start + i * 10 * second, value]) };
          const { transitions } = simulate(rule, { series, until: start + 1_000 * second });
          const judged = rows.filter((row) => row.rule === rule.id).map(({ at, event }) => `${event} ${at}`);
          expect(judged, rule.id).toEqual(transitions.map(({ at, change }) => `${change} ${at}`));
        }
      } finally {
        await live.close();
      }
    }),
    { numRuns: 25 },
  );
});
