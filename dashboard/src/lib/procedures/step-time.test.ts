import { describe, expect, test } from "vitest";
import { isComplete, nextStep, secondsLeft, shareGone } from "./step-time.ts";

const at = (seconds: number) => new Date(seconds * 1_000).toISOString();

describe("the time of a step", () => {
  test.each([
    ["open", at(60), 20, 40],
    ["open", at(60), 75, -15],
    ["waiting", at(60), 20, 40],
    ["done", at(60), 20, undefined],
    ["open", undefined, 20, undefined],
  ] as const)("%s, due %s, at %i s: %s", (state, dueAt, now, expected) => {
    expect(secondsLeft({ state, dueAt }, now * 1_000)).toBe(expected);
  });

  test.each([
    [at(0), at(100), 25, 0.25],
    [at(0), at(100), 200, 1],
    [undefined, at(100), 55, 0.5],
    [at(100), at(100), 100, 1],
    [at(0), undefined, 50, 0],
  ])("opened %s, due %s: at %i s the share %s is gone", (openedAt, dueAt, now, expected) => {
    expect(shareGone({ openedAt, dueAt }, at(10), now * 1_000)).toBeCloseTo(expected);
  });
});

test("the next step is the first that is open; without one and without any waiting the run is complete", () => {
  const steps = [
    { id: "a", state: "done" },
    { id: "b", state: "open" },
    { id: "c", state: "open" },
  ] as const;
  expect(nextStep(steps)).toBe("b");
  expect(isComplete(steps)).toBe(false);
  expect(isComplete([{ state: "done" }, { state: "skipped" }, { state: "not-needed" }])).toBe(true);
  expect(nextStep([{ id: "a", state: "skipped" }])).toBeUndefined();
});
