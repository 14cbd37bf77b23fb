import { gateLane } from "@plantroom/model/device-types/gates.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../random.ts";
import { stepLane } from "./barrier.ts";
import { answerOf, laneCommands, obey } from "./commands.ts";
import { initialLane, isUnderBoom, type Lane, laneReadings } from "./lane.ts";

const closed = initialLane("exit", 0);

function run(lane: Lane, seconds: number, random = new Random(7)): Lane {
  let next = lane;
  for (let passed = 0; passed < seconds; passed += 0.5) next = stepLane(next, 0.5, 20, random);
  return next;
}

function obeyed(lane: Lane, command: "open" | "close"): Lane {
  const result = obey(lane, command);
  if ("refused" in result) throw new TypeError(result.refused);
  return result.lane;
}

const held = run(obeyed(closed, "open"), 5);

test("open raises the boom with nobody at it, and it stays", () => {
  const hour = run(held, 3_600);
  expect(answerOf(hour, "open")).toEqual({ outcome: "done" });
  expect(laneReadings(hour, 10)).toMatchObject({ boom_state: "open", limit_open: true, loop_presence: false });
  expect(hour.passages).toBe(closed.passages);
});

test("cars pass under a boom that is held, each with its plate read", () => {
  const after = run({ ...held, queue: 3 }, 60);
  expect(after).toMatchObject({ queue: 0, position: 100, passages: closed.passages + 3 });
  expect(after.plate).not.toBe(held.plate);
});

test("close lowers it again", () => {
  const after = run(obeyed(held, "close"), 5);
  expect(answerOf(after, "close")).toEqual({ outcome: "done" });
  expect(after).toMatchObject({ phase: "closed", cycles: held.cycles + 1 });
});

test("open in the middle of a closing turns the boom round", () => {
  const half = run(obeyed(held, "close"), 1.5);
  expect(half.position).toBeGreaterThan(0);
  expect(run(obeyed(half, "open"), 4)).toMatchObject({ position: 100, held: "operator" });
});

describe("is refused", () => {
  test.each([
    ["close", "while a car is under the boom", { ...held, phase: "passing", timer: 2, queue: 1 }, "vehicle-under-boom"],
    ["close", "while a car stands at the open boom", { ...held, phase: "open", timer: 1, queue: 1 }, "vehicle-at-boom"],
    ["close", "while there is a fire", { ...held, held: "fire" }, "fire"],
    ["close", "without a boom", { ...closed, detached: true }, "boom-detached"],
    ["open", "without a boom", { ...closed, detached: true }, "boom-detached"],
    ["open", "when it is stuck", { ...closed, jammed: true }, "boom-stuck"],
  ] as const)("%s %s", (command, _, lane, refused) => {
    expect(obey(lane, command)).toEqual({ refused });
    expect(gateLane.commands[command].reasons).toHaveProperty(refused);
  });
});

test.each([
  ["stuck", { jammed: true }, "boom-stuck"],
  ["broken off", { detached: true }, "boom-detached"],
])("a boom that is %s under way has failed", (_, trouble, reason) => {
  const under = { ...run(obeyed(closed, "open"), 1), ...trouble };
  expect(answerOf(under, "open")).toEqual({ outcome: "failed", reason });
});

test("whatever is commanded when, the boom never comes down on a car", () => {
  const orders = fc.array(fc.tuple(fc.constantFrom(...laneCommands, "wait", "car"), fc.nat({ max: 12 })));
  fc.assert(
    fc.property(orders, fc.nat(), (list, seed) => {
      const random = new Random(seed);
      let lane = closed;
      for (const [what, steps] of list) {
        if (what === "car") lane = { ...lane, queue: lane.queue + 1 };
        else if (what !== "wait") {
          const result = obey(lane, what);
          if ("lane" in result) lane = result.lane;
        }
        for (let n = 0; n < steps; n++) {
          const after = stepLane(lane, 0.5, 20, random);
          if (isUnderBoom(lane)) expect(after.position).toBe(100);
          lane = after;
        }
      }
    }),
  );
});
