import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import { type Instant, second } from "../time.ts";
import type { Condition } from "./condition.ts";
import { type Detection, type DetectionStep, detect, type Inputs, idle, type Latest } from "./detect.ts";
import { clockOf } from "./evaluate.ts";
import type { Rule } from "./rule.ts";

const text = { en: "", "zh-Hant": "", "zh-Hans": "" };
const rule = (when: Condition, onDelaySeconds = 0, offDelaySeconds = 0): Rule => ({
  id: "T-1",
  version: 1,
  name: text,
  types: ["t"],
  when,
  onDelaySeconds,
  offDelaySeconds,
  priority: "low",
  latching: false,
  lifeSafety: false,
  consequence: text,
  cause: text,
  action: text,
  respondWithinMinutes: 1,
  provenance: "",
  state: "active",
});

type Given = Partial<Omit<Inputs, "latest" | "attribute">> & {
  readonly points?: Readonly<Record<string, Latest>>;
  readonly attributes?: Readonly<Record<string, number | string>>;
};
const inputs = ({ points = {}, attributes = {}, ...rest }: Given): Inputs => ({
  latest: (point) => points[point],
  attribute: (name) => attributes[name],
  heardAt: undefined,
  online: undefined,
  gatewayLost: false,
  ...rest,
});
const sample = (value: PointValue, quality: Quality = "good", at = 0): Latest => ({
  at,
  receivedAt: at,
  value,
  quality,
});

/** Asks at every due time before a sample of that time or later is applied, as `detect` demands of who folds. */
function fold(one: Rule, arrivals: readonly { at: Instant; given?: Given }[]) {
  const changes: { at: Instant; change: DetectionStep["change"] }[] = [];
  let state: Detection = idle;
  let given: Given = {};
  let dueAt: Instant | undefined;
  const look = (now: Instant) => {
    const step = detect(one, state, inputs(given), now, now);
    if (step.change !== "none") changes.push({ at: step.at, change: step.change });
    state = step.after;
    dueAt = step.dueAt;
    return step;
  };
  for (const arrival of arrivals) {
    while (dueAt !== undefined && dueAt <= arrival.at) look(dueAt);
    if (arrival.given) given = arrival.given;
    look(arrival.at);
  }
  return { changes, state, dueAt };
}

const signs = { none: "·", raised: "R", cleared: "C", priority: "P" } as const;
/** One value a second; each sign is what happened by the time the value was taken, in order where two did. */
function run(one: Rule, values: readonly (number | "bad" | "stale" | "missing")[]): string {
  const arrivals = values.map((value, i) => {
    const at = i * second;
    const points: Readonly<Record<string, Latest>> =
      value === "missing" ? {} : { x: typeof value === "number" ? sample(value) : sample(2_000, value) };
    return { at, given: { points } };
  });
  const { changes } = fold(one, arrivals);
  return values
    .map((_, i) => {
      const here = changes.filter(({ at }) => Math.ceil(at / second) === i);
      return here.length === 0 ? signs.none : here.map(({ change }) => signs[change]).join("");
    })
    .join("");
}

const above = (limit: number, deadband = 0): Condition => ({ kind: "above", point: "x", limit, deadband });
const below = (limit: number, deadband = 0): Condition => ({ kind: "below", point: "x", limit, deadband });

describe("above 1200, deadband 100, on-delay 2 s", () => {
  const hot = rule(above(1_200, 100), 2);
  test.each([
    ["raises once the on-delay has passed", [1300, 1300, 1300, 1300], "··R·"],
    ["starts the on-delay again after a dip", [1300, 1000, 1300, 1300, 1300], "····R"],
    ["does not apply the deadband while pending", [1300, 1150, 1300, 1300, 1300], "····R"],
    ["holds within the deadband", [1300, 1300, 1300, 1150, 1150], "··R··"],
    ["clears at the deadband's end", [1300, 1300, 1300, 1100], "··RC"],
    ["is not beyond the limit at the limit", [1200, 1200, 1200, 1200], "····"],
    ["raises at the due time although the sample of that time is back", [1300, 1300, 1000], "··RC"],
    ["keeps a pending delay over a bad value", [1300, "bad", 1300, 1300], "··R·"],
    ["does not fire while frozen, then as soon as something can be said", [1300, "bad", "bad", "bad", 1300], "····R"],
    ["forgets a delay that a good value ends after a freeze", [1300, "bad", "bad", "bad", 1000], "·····"],
    ["stays active over a stale value", [1300, 1300, 1300, "stale", 1300, 1000], "··R··C"],
    ["says nothing before the first value", ["missing", "missing", 1300, 1300, 1300], "····R"],
  ] as const)("%s", (_, values, expected) => {
    expect(run(hot, values)).toBe(expected);
  });
});

describe("below 10, off-delay 2 s", () => {
  const low = rule(below(10), 0, 2);
  test.each([
    ["raises at once without on-delay", [5, 5], "R·"],
    ["clears once the off-delay has passed", [5, 20, 20, 20], "R··C"],
    ["starts the off-delay again after a relapse", [5, 20, 5, 20, 20, 20], "R····C"],
    ["clears at the due time although the sample of that time relapses", [5, 20, 20, 5], "R··CR"],
    ["does not clear while frozen", [5, 20, "bad", "bad", "bad", 20], "R····C"],
  ] as const)("%s", (_, values, expected) => {
    expect(run(low, values)).toBe(expected);
  });
});

describe("limits and evidence", () => {
  test("takes the limit from an attribute, scaled", () => {
    const fast = rule({ kind: "above", point: "speed", limit: { attribute: "rated", times: 1.15 } });
    const step = detect(fast, idle, inputs({ points: { speed: sample(3) }, attributes: { rated: 2.5 } }), 7, 7);
    expect(step).toMatchObject({ change: "raised", at: 7, reason: "holds" });
    expect(step.evidence).toEqual([{ point: "speed", at: 0, value: 3, quality: "good", limit: 2.875 }]);
  });

  test.each([
    ["missing", {}],
    ["not a number", { rated: "fast" }],
  ])("freezes when the attribute is %s", (_, attributes) => {
    const fast = rule({ kind: "above", point: "speed", limit: { attribute: "rated" } });
    const step = detect(fast, idle, inputs({ points: { speed: sample(9) }, attributes }), 0, 0);
    expect(step).toMatchObject({ change: "none", after: idle, reason: "attribute-missing" });
  });

  test("takes the limit from another point and shows both", () => {
    const low = rule({ kind: "below", point: "p", limit: { point: "setpoint", plus: -0.05 } });
    const points = { p: sample(0.4), setpoint: sample(0.5) };
    const step = detect(low, idle, inputs({ points }), 0, 0);
    expect(step.change).toBe("raised");
    expect(step.evidence).toMatchObject([
      { point: "p", limit: 0.45 },
      { point: "setpoint", value: 0.5 },
    ]);
    const unknown = detect(low, idle, inputs({ points: { ...points, setpoint: sample(0.5, "bad") } }), 0, 0);
    expect(unknown).toMatchObject({ change: "none", reason: "bad-quality" });
  });

  test("an uncertain value may raise", () => {
    expect(detect(rule(above(1)), idle, inputs({ points: { x: sample(9, "uncertain") } }), 0, 0).change).toBe("raised");
  });
});

describe("all and any, three-valued", () => {
  const is = (point: string): Condition => ({ kind: "is", point, values: [true] });
  const value = { t: sample(true), f: sample(false) };
  const reasonOf = (when: Condition) => detect(rule(when), idle, inputs({ points: value }), 0, 0).reason;
  test.each([
    ["all", ["t", "t"], "holds"],
    ["all", ["t", "f"], "holds-not"],
    ["all", ["t", "u"], "no-value-yet"],
    ["all", ["f", "u"], "holds-not"],
    ["any", ["t", "u"], "holds"],
    ["any", ["f", "u"], "no-value-yet"],
    ["any", ["f", "f"], "holds-not"],
    ["any", ["f", "t"], "holds"],
  ] as const)("%s of %j: %s", (kind, points, expected) => {
    expect(reasonOf({ kind, of: points.map(is) })).toBe(expected);
  });

  test("what decided stands first in the evidence, one line a point", () => {
    const bounds: Condition = { kind: "any", of: [below(10), above(20)] };
    const step = detect(rule(bounds), idle, inputs({ points: { x: sample(30) } }), 0, 0);
    expect(step.evidence).toEqual([{ point: "x", at: 0, value: 30, quality: "good", limit: 20 }]);
  });
});

describe("silence", () => {
  const silent = rule({ kind: "no-data", point: "x", seconds: 60 });
  const heard = { points: { x: sample(1) } };

  test("raises when the silence is due, however late it is noticed", () => {
    expect(detect(silent, idle, inputs(heard), 0, 0)).toMatchObject({ change: "none", dueAt: 60 * second });
    expect(detect(silent, idle, inputs(heard), 0, 75 * second)).toMatchObject({ change: "raised", at: 60 * second });
  });

  test("is judged by the wall clock, not by the site's", () => {
    expect(clockOf(silent.when)).toBe("wall");
    expect(clockOf({ kind: "all", of: [above(1), { kind: "offline" }] })).toBe("wall");
    expect(detect(silent, idle, inputs(heard), 1e9, 30 * second).change).toBe("none");
  });

  test("adds the on-delay to the silence", () => {
    const slow = { ...silent, onDelaySeconds: 30 };
    expect(fold(slow, [{ at: 0, given: heard }, { at: 200 * second }]).changes).toEqual([
      { at: 90 * second, change: "raised" },
    ]);
  });

  test("is unknown until the point was heard once", () => {
    expect(detect(silent, idle, inputs({}), 0, 1e9)).toMatchObject({ change: "none", reason: "no-value-yet" });
  });

  test("counts from when it could be heard again", () => {
    const restarted = inputs({ ...heard, listeningSince: 1_000 * second });
    expect(detect(silent, idle, restarted, 0, 1_059 * second)).toMatchObject({
      change: "none",
      dueAt: 1_060 * second,
    });
    expect(detect(silent, idle, restarted, 0, 1_060 * second).change).toBe("raised");
  });

  test("is not judged behind a lost gateway, and stays raised there", () => {
    const lost = inputs({ ...heard, gatewayLost: true });
    expect(detect(silent, idle, lost, 0, 1e9)).toMatchObject({ change: "none", reason: "parent-comm-loss" });
    const active: Detection = { phase: "active", since: 0, conditionSince: 0 };
    expect(detect(silent, active, lost, 0, 1e9).after.phase).toBe("active");
  });

  test("of the whole equipment goes by its last message", () => {
    const dumb = rule({ kind: "no-data", seconds: 60 });
    expect(detect(dumb, idle, inputs({ heardAt: 0 }), 0, 60 * second).change).toBe("raised");
    expect(detect(dumb, idle, inputs({}), 0, 60 * second).change).toBe("none");
  });

  test.each([
    [false, false, "raised"],
    [true, false, "none"],
    [undefined, false, "none"],
    [false, true, "none"],
  ] as const)("offline when online is %s, gateway lost %s: %s", (online, gatewayLost, change) => {
    expect(detect(rule({ kind: "offline" }), idle, inputs({ online, gatewayLost }), 0, 0).change).toBe(change);
  });
});

describe("laws", () => {
  const level = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom("bad", "stale", "missing"));
  const arrivals = fc.array(fc.tuple(fc.integer({ min: 1, max: 15 }), level), { maxLength: 30 }).map((steps) => {
    let at = 0;
    return steps.map(([wait, value]) => {
      at += wait * second;
      const points: Readonly<Record<string, Latest>> =
        value === "missing"
          ? {}
          : { x: typeof value === "number" ? sample(value, "good", at) : sample(15, value as Quality, at) };
      return { at, given: { points, heardAt: at, online: true } };
    });
  });
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ limit: fc.integer({ min: 5, max: 15 }), deadband: fc.integer({ min: 0, max: 4 }) }).map((one) => ({
      kind: "above" as const,
      point: "x",
      ...one,
    })),
    fc.integer({ min: 5, max: 15 }).map((limit) => below(limit)),
    fc.integer({ min: 1, max: 20 }).map((seconds) => ({ kind: "no-data" as const, point: "x", seconds })),
    fc.integer({ min: 1, max: 20 }).map((seconds) => ({ kind: "no-data" as const, seconds })),
  );
  const condition = fc.oneof(
    leaf,
    fc
      .tuple(fc.constantFrom("all" as const, "any" as const), fc.array(leaf, { minLength: 1, maxLength: 3 }))
      .map(([kind, of]): Condition => ({ kind, of })),
  );
  const rules = fc
    .tuple(condition, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
    .map(([when, on, off]) => rule(when, on, off));

  test("asking at any further time changes no transition", () => {
    fc.assert(
      fc.property(rules, arrivals, fc.array(fc.integer({ min: 0, max: 450_000 })), (one, samples, ticks) => {
        const end = { at: 460 * second };
        const plain = fold(one, [...samples, end]);
        const ticked = fold(
          one,
          [...samples, ...ticks.map((at) => ({ at })), end].sort((a, b) => a.at - b.at),
        );
        expect(ticked.changes).toEqual(plain.changes);
      }),
    );
  });

  test("raised and cleared take turns, in order of time, never before their delay", () => {
    fc.assert(
      fc.property(rules, arrivals, (one, samples) => {
        const { changes } = fold(one, [...samples, { at: 460 * second }]);
        for (const [i, { at, change }] of changes.entries()) {
          expect(change).toBe(i % 2 === 0 ? "raised" : "cleared");
          expect(at).toBeGreaterThanOrEqual(i === 0 ? one.onDelaySeconds * second : (changes[i - 1]?.at ?? 0));
        }
      }),
    );
  });

  test("a due time lies ahead", () => {
    fc.assert(
      fc.property(rules, arrivals, (one, samples) => {
        const { dueAt } = fold(one, samples);
        expect(dueAt ?? Infinity).toBeGreaterThan(samples.at(-1)?.at ?? -1);
      }),
    );
  });
});
