import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { defaultKeys } from "./keys.ts";
import { places, ShortcutReader } from "./shortcuts.ts";

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const read = (keys: readonly (readonly [key: string, at: number])[]) => {
  const reader = new ShortcutReader();
  return keys.map(([key, at]) => reader.read({ key, ...plain }, at, defaultKeys));
};

describe("ShortcutReader", () => {
  test.each([
    [
      "goes to the alarms",
      [
        ["g", 0],
        ["a", 400],
      ],
      [undefined, "go:/alarms"],
    ],
    [
      "goes to the overview, shift or not",
      [
        ["G", 0],
        ["O", 400],
      ],
      [undefined, "go:/"],
    ],
    [
      "forgets the G after a while",
      [
        ["g", 0],
        ["a", 1_600],
      ],
      [undefined, undefined],
    ],
    [
      "a wrong second key ends it",
      [
        ["g", 0],
        ["x", 100],
        ["a", 200],
      ],
      [undefined, undefined, undefined],
    ],
    [
      "a second key that has its own meaning does not fall through",
      [
        ["g", 0],
        ["s", 100],
      ],
      [undefined, undefined],
    ],
    [
      "goes to the journal, whose letter moves in a list otherwise",
      [
        ["g", 0],
        ["j", 100],
        ["j", 200],
      ],
      [undefined, "go:/alarms/journal", undefined],
    ],
    ["silences", [["s", 0]], ["silence"]],
    ["steps in time", [["]", 0]], ["step-forward"]],
    ["helps", [["?", 0]], ["help"]],
  ] as const)("%s", (_, keys, actions) => {
    expect(read(keys)).toEqual(actions);
  });

  test("every place has a page", () => {
    const routes = fileURLToPath(new URL("../../routes/(app)", import.meta.url));
    for (const path of Object.values(places)) expect(existsSync(`${routes}${path}/+page.svelte`), path).toBe(true);
  });

  test.each(["ctrlKey", "metaKey", "altKey"])("leaves %s to the browser", (modifier) => {
    expect(new ShortcutReader().read({ key: "s", ...plain, [modifier]: true }, 0, defaultKeys)).toBeUndefined();
  });
});
