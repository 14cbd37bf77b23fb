import { describe, expect, test } from "vitest";
import { type Condition, pointsOf, silenceSeconds } from "./condition.ts";
import { secondsToRaise } from "./rule.ts";

const value: Condition = { kind: "is", point: "a", values: [true] };
const compared: Condition = { kind: "below", point: "b", limit: { point: "c" } };
const silent = (seconds: number): Condition => ({ kind: "no-data", point: "a", seconds });
const all = (...of: Condition[]): Condition => ({ kind: "all", of });
const any = (...of: Condition[]): Condition => ({ kind: "any", of });

describe("a condition", () => {
  test.each([
    ["a value", value, ["a"], 0],
    ["a limit from another point", compared, ["b", "c"], 0],
    ["silence of a point", silent(60), ["a"], 60],
    ["silence of the whole", { kind: "no-data", seconds: 90 }, [], 90],
    ["a lost link", { kind: "offline" }, [], 0],
    ["all: the longest silence", all(value, silent(60), silent(90)), ["a"], 90],
    ["any: the shortest way", any(silent(60), compared), ["a", "b", "c"], 0],
    ["any of two silences", any(silent(60), silent(90)), ["a"], 60],
  ] satisfies [string, Condition, string[], number][])("%s", (_, condition, points, seconds) => {
    expect(pointsOf(condition)).toEqual(points);
    expect(silenceSeconds(condition)).toBe(seconds);
    expect(secondsToRaise({ when: condition, onDelaySeconds: 10 })).toBe(seconds + 10);
  });
});
