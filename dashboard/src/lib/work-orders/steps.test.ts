import {
  nextActions,
  transitions,
  type WorkOrderAction,
  workOrderStates,
} from "@plantroom/model/work-orders/lifecycle.ts";
import { describe, expect, test } from "vitest";
import { choose, lacking } from "./steps.ts";

describe("the technician's big button", () => {
  test.each([
    ["new", "accept"],
    ["assigned", "accept"],
    ["accepted", "start"],
    ["on-site", "start"],
    ["in-progress", "finish"],
    ["on-hold", "resume"],
    ["done", undefined],
  ] as const)("when %s", (state, primary) => {
    expect(choose(nextActions(state, ["technician"]), false).primary).toBe(primary);
  });

  test("three presses lead from new to done", () => {
    let state: (typeof workOrderStates)[number] = "new";
    for (let presses = 0; presses < 3; presses++) {
      const { primary } = choose(nextActions(state, ["technician"]), false);
      if (primary) state = transitions[primary].to;
    }
    expect(state).toBe("done");
  });
});

describe("the control room's", () => {
  test.each([
    ["new", "assign"],
    ["in-progress", undefined],
  ] as const)("when %s", (state, primary) => {
    expect(choose(nextActions(state, ["operator"]), true).primary).toBe(primary);
  });
  test("a supervisor verifies what is done", () => {
    expect(choose(nextActions("done", ["supervisor"]), true).primary).toBe("verify");
  });
});

test("no action is lost", () => {
  for (const state of workOrderStates) {
    const actions = nextActions(state, ["supervisor", "technician"]);
    const { primary, others } = choose(actions, false);
    expect([...others, ...(primary ? [primary] : [])].sort()).toEqual([...actions].sort());
  }
});

describe("lacking", () => {
  test.each([
    ["finish", { cause: "wear", note: " " }, ["note"]],
    ["finish", { cause: "", note: "new seal" }, ["cause"]],
    ["finish", { cause: "wear", note: "new seal" }, []],
    ["hold", {}, ["note"]],
    ["assign", {}, ["assignee"]],
    ["accept", {}, []],
  ] as const)("%s", (action: WorkOrderAction, input, needs) => {
    expect(lacking(action, { note: "", cause: "", assignee: "", ...input })).toEqual(needs);
  });
});
