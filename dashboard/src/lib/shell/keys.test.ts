import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actionOf, defaultKeys, type KeyAction, type Keys, keyCaps, keyName, keysFrom, rebind } from "./keys.ts";

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

test.each([
  ["a letter", { key: "a" }, "a"],
  ["a letter with shift", { key: "A", shiftKey: true }, "shift+a"],
  ["a letter under caps lock", { key: "A" }, "a"],
  ["a sign that needs shift is itself", { key: "?", shiftKey: true }, "?"],
  ["the browser's own", { key: "a", ctrlKey: true }, undefined],
] as const)("keyName: %s", (_, key, name) => {
  expect(keyName({ ...plain, ...key })).toBe(name);
});

describe("rebind", () => {
  test("changes one key", () => {
    expect(rebind(defaultKeys, "silence", "m")).toEqual({ ...defaultKeys, silence: "m" });
  });
  test.each(["enter", "1", "arrowdown", "escape", " ", "dead"])("never takes %j", (name) => {
    expect(rebind(defaultKeys, "silence", name)).toBeUndefined();
  });
  test("however often keys change hands, every action keeps a key of its own", () => {
    const actions = Object.keys(defaultKeys) as KeyAction[];
    const change = fc.tuple(fc.constantFrom(...actions), fc.constantFrom("a", "b", "shift+a", "z", "/", "s", "h"));
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const keys = changes.reduce<Keys>((all, [action, name]) => rebind(all, action, name) ?? all, defaultKeys);
        expect(new Set(Object.values(keys)).size).toBe(actions.length);
        for (const action of actions) expect(actionOf(keys, keys[action])).toBe(action);
      }),
    );
  });
});

test.each([
  ["nothing kept", null],
  ["damage", "{"],
  ["another program's", '{"foo": "x", "help": 3}'],
])("keysFrom: %s is as usual", (_, kept) => {
  expect(keysFrom(kept)).toEqual(defaultKeys);
});
test("keysFrom keeps what was chosen", () => {
  expect(keysFrom('{"silence": "m"}')).toEqual({ ...defaultKeys, silence: "m" });
});

test("keyCaps writes what stands on the keys", () => {
  expect([keyCaps("shift+a"), keyCaps("/")]).toEqual([["Shift", "A"], ["/"]]);
});
