import fc from "fast-check";
import { expect, test } from "vitest";
import { minute } from "../time.ts";
import type { AlarmLine } from "./line.ts";
import { type AlarmEvent, alarmState, normalRegions, step } from "./machine.ts";
import { standingsAt } from "./standing.ts";

const place = { site: "harbour", equipment: "pump-1", rule: "PMP-01", priority: "high", rehearsal: false } as const;
const events: readonly AlarmEvent[] = [
  { type: "raised", latching: false },
  { type: "raised", latching: true },
  { type: "cleared" },
  { type: "acknowledged" },
  { type: "reset" },
  { type: "re-alarmed" },
  { type: "shelved", until: 0, by: "a", reason: "b" },
  { type: "unshelved" },
  { type: "suppressed", reason: "drill-mode" },
  { type: "unsuppressed", reason: "drill-mode" },
  { type: "taken-out-of-service", until: 0, by: "a", permit: "1" },
  { type: "returned-to-service" },
  { type: "silenced", by: "a" },
];

test("what is made of the journal at any instant is what stood then", () => {
  const acts = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom(...events), fc.nat(10)), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(acts, fc.nat(100), (done, share) => {
      const lines: AlarmLine[] = [];
      const live = new Map<string, { regions: typeof normalRegions; occurrences: number }>();
      const pictures: { at: number; stood: object }[] = [];
      let at = 0;
      for (const [alarm, event, minutes] of done) {
        at += minutes * minute;
        const before = live.get(alarm) ?? { regions: normalRegions, occurrences: 0 };
        const { regions, changed } = step(before.regions, event);
        if (changed) {
          const moves = { event: event.type, from: alarmState(before.regions), to: alarmState(regions), by: "a" };
          lines.push({ ...place, alarm, at, ...moves });
          live.set(alarm, { regions, occurrences: before.occurrences + (event.type === "raised" ? 1 : 0) });
        }
        const stood = [...live].flatMap(([id, { regions: now, occurrences }]) =>
          alarmState(now) === "normal" ? [] : [[id, [alarmState(now), now.active, occurrences]]],
        );
        pictures.push({ at, stood: Object.fromEntries(stood) });
      }
      // The last picture of its instant is the one that stood.
      const asked = pictures[Math.floor((share / 101) * pictures.length)];
      const picture = pictures.findLast((one) => one.at === asked?.at);
      if (!picture) return;
      const told = [...standingsAt(lines, picture.at)].map(([id, { state, active, occurrences }]) => [
        id,
        [state, active, occurrences],
      ]);
      expect(Object.fromEntries(told)).toEqual(picture.stood);
    }),
    { numRuns: 1_000 },
  );
});

test("begun anywhere, the same comes out", () => {
  const lines: AlarmLine[] = [
    { ...place, alarm: "a", at: 1, event: "raised", from: "normal", to: "unacknowledged", by: "system" },
    { ...place, alarm: "a", at: 2, event: "acknowledged", from: "unacknowledged", to: "acknowledged", by: "chen" },
    { ...place, alarm: "a", at: 3, event: "commented", from: "acknowledged", to: "acknowledged", by: "chen" },
    { ...place, alarm: "a", at: 4, event: "cleared", from: "acknowledged", to: "normal", by: "system" },
  ];
  const whole = standingsAt(lines, 3);
  expect(standingsAt(lines.slice(2), 3, standingsAt(lines, 2))).toEqual(whole);
  expect(whole.get("a")).toMatchObject({ state: "acknowledged", since: 2, acknowledgedBy: "chen", active: true });
  expect(standingsAt(lines, 4).size).toBe(0);
});
