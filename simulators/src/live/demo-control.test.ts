import { describe, expect, test } from "vitest";
import { readOrder } from "./demo-control.ts";

const now = Date.parse("2025-11-24T00:00:00Z");
const order = (changes: object) =>
  JSON.stringify({
    id: "c1",
    command: "set-fault",
    args: { fault: "booster-trip", active: true },
    expires: "2025-11-24T00:00:10Z",
    ...changes,
  });

describe("a command to the simulators", () => {
  test.each([
    ["plays a fault", order({}), { id: "c1", fault: "booster-trip", active: true }],
    [
      "is refused when there is no such fault",
      order({ args: { fault: "x", active: true } }),
      { id: "c1", refused: "There is no fault x." },
    ],
    [
      "is refused without a word on or off",
      order({ args: { fault: "booster-trip" } }),
      { id: "c1", refused: "active is true or false." },
    ],
    [
      "is refused when it is another command",
      order({ command: "open" }),
      { id: "c1", refused: "There is no command open." },
    ],
    ["is nothing after it expired", order({ expires: "2025-11-23T23:59:59Z" }), undefined],
    ["is nothing without an id", order({ id: 7 }), undefined],
    ["is nothing when it is not JSON", "on!", undefined],
  ])("%s", (_, payload, expected) => {
    expect(readOrder(payload, now)).toEqual(expected);
  });
});
