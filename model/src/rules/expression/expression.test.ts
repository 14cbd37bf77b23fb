import { describe, expect, test } from "vitest";
import { builtInDeviceTypes } from "../../device-types/catalogue.ts";
import type { DeviceType } from "../../device-types/device-type.ts";
import { second } from "../../time.ts";
import { Picture } from "../picture.ts";
import { reachOf } from "../reach.ts";
import { checkExpression } from "./check.ts";
import { express } from "./express.ts";

const set = builtInDeviceTypes.find(({ id }) => id === "booster-pump-set") as DeviceType;

function judged(cel: string, at = 100 * second) {
  const when = { kind: "expression", cel } as const;
  const reach = reachOf(when);
  const picture = new Picture({ attributes: { rated: 4 } });
  const parent = new Picture();
  picture.need(reach.needs);
  parent.need(reach.parentNeeds);
  for (let seconds = 0; seconds <= 90; seconds += 10) {
    picture.take("x", seconds * second, 3.5);
    picture.take("on", seconds * second, seconds >= 40);
    parent.take("flow", seconds * second, seconds);
  }
  picture.take("mode", 0, "auto");
  picture.take("broken", 0, 9, "bad");
  const parts = [6, 2].map((current) => {
    const part = new Picture();
    part.take("current", 0, current);
    part.take("running", 0, current > 3);
    return part;
  });
  Object.assign(picture, { parent, children: parts });
  return express(when, picture, { at, siteAt: at, wallNow: at, held: false, minimumSamples: 1 });
}

describe("an expression", () => {
  test.each([
    ["mixes whole and decimal numbers", "x * 2 > 5 && 1 / 3 * x > 1", true],
    ["compares with whole numbers", "x - 0.5 == 3 && x in [1, 3.5] && x % 2 == 1.5", true],
    ["asks attributes", "x < attributes.rated", true],
    ["asks the state of an enumeration", 'mode in ["auto", "manual"]', true],
    ["asks the parent", "parent.flow == 90", true],
    ["asks any of the parts", "children.exists(c, c.current > 5 && c.running)", true],
    ["counts parts", "children.filter(c, c.running).size() == 1 && size(children) == 2", true],
    ["asks one part", "children[1].current < 3", true],
    ["asks a mean over time", 'mean(parent.flow, "1m") == 70', true],
    ["asks a slope per second", 'rate(parent.flow, "1m") == 1', true],
    ["asks a share of the time", 'mean(on, "60s") > 0.9', true],
    ["counts changes", 'changes(on, "80s") == 1 && count(x, "30s") == 2', true],
    ["asks how long it has been so", 'unchanged(on, "60s") && !unchanged(on, "61s")', true],
    ["asks what was before", "previous(on) == false", true],
    ["is false whatever is missing", "missing > 1 && x > 5", false],
    ["is true whatever is missing", "missing > 1 || x > 3", true],
  ])("%s: %s", (_, cel, truth) => {
    expect(judged(cel)).toMatchObject({ truth });
  });

  test.each([
    ["a point without a value", "missing > 1", "no-value-yet"],
    ["a value that is bad", "broken > 1", "bad-quality"],
    ["an attribute that is not there", "attributes.other > 1", "attribute-missing"],
    ["a division by zero", "x / 0 > 1", "expression-failed"],
    ["a value of another kind", "mode > 1", "expression-failed"],
    ["a window that was not seen whole", 'mean(x, "10m") > 1', "window-filling"],
    ["parts without the point", "children.all(c, c.nothing > 1)", "no-value-yet"],
  ])("can say nothing of %s: %s", (_, cel, why) => {
    expect(judged(cel)).toMatchObject({ truth: "unknown", why });
  });

  test("says when time alone will change it", () => {
    expect(judged('unchanged(on, "2m")').dueAt).toBe(160 * second);
    expect(judged('mean(x, "10m") > 1').dueAt).toBe(590 * second);
  });
});

describe("an expression is checked where it is written", () => {
  test.each([
    ["discharge_pressure < pressure_setpoint - 1 * 2", undefined],
    ['mean(flow, "10m") > 2 || children.exists(p, p.running)', undefined],
    ['unchanged(room_flood, "30s") && room_flood', undefined],
    ["flow >", { code: "expression-syntax", line: 1, column: 7 }],
    ["flow > 1 &&\n  flw > 3", { code: "expression-type", line: 2, column: 3 }],
    ["10 + 20 + 30 > 5 && flw > 3", { code: "expression-type", line: 1, column: 21 }],
    ["room_flood + 1 > 2", { code: "expression-type", line: 1, column: 1 }],
    ["flow", { code: "expression-not-boolean", detail: "double" }],
    ['mean(flow, "10x") > 2', { code: "expression-type", column: 12 }],
    ['mean(flow + 1, "10m") > 2', { code: "expression-type", column: 6 }],
    ["parent.nonsense > 1", { code: "expression-type", column: 8 }],
    ["attributes.nonsense > 1", { code: "expression-type", column: 12 }],
    ['"a".matches("(a+)+$")', { code: "expression-type" }],
    [`flow > ${"1 + ".repeat(600)}1`, { code: "expression-too-long" }],
    [`${"(".repeat(60)}flow > 1${")".repeat(60)}`, { code: "expression-syntax" }],
  ] as const)("%s", (cel, problem) => {
    if (problem === undefined) expect(checkExpression(cel, set)).toBeUndefined();
    else expect(checkExpression(cel, set)).toMatchObject(problem);
  });
});
