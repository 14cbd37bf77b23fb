import fc from "fast-check";
import { expect, test } from "vitest";
import { lanesOf } from "./lanes.ts";
import type { AlarmLine } from "./line.ts";
import { alarmStates } from "./machine.ts";
import { standingsAt } from "./standing.ts";

const place = { site: "harbour", equipment: "pump-1", rule: "PMP-01", priority: "high", rehearsal: false } as const;
const raised: AlarmLine = {
  ...{ ...place, alarm: "a", at: 10, event: "raised", from: "normal", to: "unacknowledged", by: "system" },
};
const acknowledged: AlarmLine = {
  ...{ ...place, alarm: "a", at: 20, event: "acknowledged", from: "unacknowledged", to: "acknowledged", by: "chen" },
};

test("a band for each state, a mark for the alarm and for what somebody did", () => {
  const [lane] = lanesOf([], [raised, acknowledged], { from: 0, to: 50 });
  expect(lane?.bands.map(({ state, from, to }) => [state, from, to])).toEqual([
    ["unacknowledged", 10, 20],
    ["acknowledged", 20, 50],
  ]);
  expect(lane?.marks.map(({ kind, at, by }) => [kind, at, by])).toEqual([
    ["alarm", 10, "system"],
    ["act", 20, "chen"],
  ]);
});

test("what stood before the time begins with it", () => {
  const [lane] = lanesOf(standingsAt([raised], 15).values(), [acknowledged], { from: 15, to: 50 });
  expect(lane?.bands[0]).toMatchObject({ state: "unacknowledged", from: 15, to: 20 });
});

test("bands of an alarm touch and never overlap, and lie within the time", () => {
  const steps = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...alarmStates)), { maxLength: 40 });
  fc.assert(
    fc.property(steps, (done) => {
      let at = 0;
      let from: AlarmLine["from"] = "normal";
      const lines = done.map(([wait, to]): AlarmLine => {
        at += wait;
        const line: AlarmLine = { ...raised, at, from, to };
        from = to;
        return line;
      });
      const bands = lanesOf([], lines, { from: 0, to: 500 }).flatMap((lane) => lane.bands);
      for (const [index, band] of bands.entries()) {
        expect(band.from).toBeLessThan(band.to);
        expect(band.to).toBeLessThanOrEqual(500);
        expect(bands[index + 1]?.from ?? 500).toBeGreaterThanOrEqual(band.to);
      }
      const shown = bands.reduce((sum, { from: start, to }) => sum + to - start, 0);
      const stood = lines.reduce((sum, line, index) => {
        return line.to === "normal" ? sum : sum + Math.min(500, lines[index + 1]?.at ?? 500) - Math.min(500, line.at);
      }, 0);
      expect(shown).toBe(stood);
    }),
  );
});
