import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Role, roles } from "../people/roles.ts";
import {
  endedStates,
  nextActions,
  transitions,
  type WorkOrderAction,
  type WorkOrderState,
  workOrderActions,
  workOrderStates,
} from "./lifecycle.ts";

/** Every edge of the life of a work order, as the field draws it. */
const edges: Readonly<Record<WorkOrderState, string>> = {
  new: "assign→assigned accept→accepted reject→rejected cancel→cancelled",
  assigned: "assign→assigned accept→accepted reject→rejected cancel→cancelled",
  accepted: "set-out→en-route arrive→on-site start→in-progress cancel→cancelled",
  "en-route": "arrive→on-site start→in-progress cancel→cancelled",
  "on-site": "start→in-progress cancel→cancelled",
  "in-progress": "hold→on-hold finish→done cancel→cancelled",
  "on-hold": "resume→in-progress cancel→cancelled",
  done: "verify→verified close→closed reopen→reopened",
  verified: "close→closed reopen→reopened",
  closed: "reopen→reopened",
  reopened: "assign→assigned accept→accepted cancel→cancelled",
  rejected: "",
  cancelled: "",
};

test.each(workOrderStates.map((state) => [state, edges[state]] as const))("%s: %s", (state, expected) => {
  const possible = workOrderActions.filter((action) => transitions[action].from.includes(state));
  expect(possible.map((action) => `${action}→${transitions[action].to}`).join(" ")).toBe(expected);
});

describe("who may do what", () => {
  test.each([
    ["technician", "accepted", ["set-out", "arrive", "start"]],
    ["technician", "done", []],
    ["operator", "new", ["assign", "reject", "cancel"]],
    ["operator", "done", ["reopen"]],
    ["supervisor", "done", ["verify", "close", "reopen"]],
    ["energy-manager", "new", []],
  ] satisfies [Role, WorkOrderState, WorkOrderAction[]][])("a %s with one that is %s: %j", (role, state, actions) => {
    expect(nextActions(state, [role])).toEqual(actions);
  });

  test("two roles may do what either may", () => {
    expect(nextActions("new", ["operator", "technician"])).toEqual(["assign", "accept", "reject", "cancel"]);
  });

  test.each(workOrderStates.filter((state) => !endedStates.includes(state)))("somebody can go on from %s", (state) => {
    expect(nextActions(state, roles).length).toBeGreaterThan(0);
  });

  test.each(workOrderActions)("%s says who, and what must come with it", (action) => {
    expect(transitions[action].roles.length).toBeGreaterThan(0);
    expect(transitions[action].from).not.toEqual([]);
  });
});

test("a walk of any length ends nowhere but in an ended state", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (choices) => {
      let state: WorkOrderState = "new";
      for (const choice of choices) {
        const actions = nextActions(state, ["supervisor"]);
        const action = actions[choice % Math.max(1, actions.length)];
        if (action === undefined) break;
        state = transitions[action].to;
      }
      expect(nextActions(state, roles).length > 0 || endedStates.includes(state)).toBe(true);
    }),
  );
});

test("what is finished carries a cause and a note, what is stopped a note", () => {
  const needing = (need: string) =>
    workOrderActions.filter((action) => transitions[action].needs.some((one) => one === need));
  expect(needing("cause")).toEqual(["finish"]);
  expect(needing("note")).toEqual(["hold", "finish", "reopen", "reject", "cancel"]);
  expect(needing("assignee")).toEqual(["assign"]);
});
