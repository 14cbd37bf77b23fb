import { actionOf, type Key, type KeyAction, type Keys, keyName } from "./keys.ts";

/** What a key asks the whole app to do; lists have keys of their own. */
export type ShellAction =
  | Extract<KeyAction, "help" | "silence" | "search" | "full-screen" | "step-back" | "step-forward">
  | `go:${string}`;

/** Second key after `G`. */
export const places: Readonly<Record<string, string>> = {
  o: "/",
  a: "/alarms",
  j: "/alarms/journal",
  l: "/alarms/timeline",
  k: "/alarms/kpis",
  t: "/work-orders",
  p: "/procedures",
  n: "/notifications",
  e: "/energy",
  q: "/equipment",
};
/** `G` waits this long for the second key. */
const patience = 1_500;

/** Reads single keys and `G`-sequences; keys with modifiers stay the browser's. */
export class ShortcutReader {
  #goAt: number | undefined;

  read(key: Key, at: number, keys: Keys): ShellAction | undefined {
    const name = keyName(key);
    if (name === undefined) return undefined;
    const going = this.#goAt !== undefined && at - this.#goAt <= patience;
    this.#goAt = undefined;
    const place = places[name.replace("shift+", "")];
    if (going) return place === undefined ? undefined : `go:${place}`;
    const action = actionOf(keys, name);
    switch (action) {
      case "go":
        this.#goAt = at;
        return undefined;
      case "help":
      case "silence":
      case "search":
      case "full-screen":
      case "step-back":
      case "step-forward":
        return action;
      default:
        return undefined;
    }
  }
}

const fields = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog";

/** Keys that somebody types into a field are not ours. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(fields) !== null;
}
