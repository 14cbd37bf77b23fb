import type { LiveDelta } from "@plantroom/model/live/events.ts";
import { describe, expect, test } from "vitest";
import { changedReadings, foldById } from "./fold.ts";

const delta = (seq: number, values: LiveDelta["values"]): LiveDelta => ({
  site: "s",
  seq,
  at: 0,
  values: values ?? [],
});

describe("changedReadings", () => {
  test("keeps the newest of each point over a row of deltas", () => {
    const changed = changedReadings([
      delta(1, [
        ["pump", "flow", 10, 1],
        ["pump", "power", 10, 5, "uncertain"],
      ]),
      delta(2, [["pump", "flow", 20, 2]]),
      delta(3, [["tank", "level", 20, 80]]),
    ]);
    expect(Object.fromEntries(changed)).toEqual({
      pump: { flow: { at: 20, value: 2, quality: "good" }, power: { at: 10, value: 5, quality: "uncertain" } },
      tank: { level: { at: 20, value: 80, quality: "good" } },
    });
  });

  test("takes a value that goes back in time: the server decided what is latest", () => {
    const changed = changedReadings([delta(1, [["rig", "flow", 90, 1]]), delta(2, [["rig", "flow", 10, 2]])]);
    expect(changed.get("rig")?.flow).toEqual({ at: 10, value: 2, quality: "good" });
  });
});

describe("foldById", () => {
  const isOver = (one: { readonly over?: boolean }) => one.over === true;
  const one = (id: string, over = false) => ({ id, over });

  test("adds, replaces and leaves out what is over", () => {
    const before = new Map([
      ["a", one("a")],
      ["b", one("b")],
    ]);
    const after = foldById(before, [one("b", true), one("c")], isOver);
    expect([...after.keys()]).toEqual(["a", "c"]);
    expect([...before.keys()]).toEqual(["a", "b"]);
  });

  test("is the same map where nothing changed, so that nothing is drawn again", () => {
    const before = new Map([["a", one("a")]]);
    expect(foldById(before, [], isOver)).toBe(before);
  });
});
