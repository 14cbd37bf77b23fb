/** What a key asks the whole app to do; lists have keys of their own. */
export type ShellAction = "help" | "silence" | "search" | "full-screen" | `go:${string}`;

/** Second key after `G`. */
const places: Readonly<Record<string, string>> = {
  o: "/",
  a: "/alarms",
  t: "/work-orders",
  e: "/energy",
  q: "/equipment",
};
/** `G` waits this long for the second key. */
const patience = 1_500;

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Reads single keys and `G`-sequences; keys with modifiers stay the browser's. */
export class ShortcutReader {
  #goAt: number | undefined;

  read(key: Key, at: number): ShellAction | undefined {
    if (key.ctrlKey || key.metaKey || key.altKey) return undefined;
    const letter = key.key.toLowerCase();
    const going = this.#goAt !== undefined && at - this.#goAt <= patience;
    this.#goAt = undefined;
    if (going) return places[letter] === undefined ? undefined : `go:${places[letter]}`;
    switch (letter) {
      case "g":
        this.#goAt = at;
        return undefined;
      case "?":
        return "help";
      case "s":
        return "silence";
      case "/":
        return "search";
      case "f":
        return "full-screen";
      default:
        return undefined;
    }
  }
}

/** Keys that somebody types into a field are not ours. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}
