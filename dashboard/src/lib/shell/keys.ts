/** What a key can ask for, with the key it has until a person chooses another one. Letters are small; `shift+` stands before. */
export const defaultKeys = {
  help: "?",
  search: "/",
  silence: "s",
  "full-screen": "f",
  go: "g",
  "step-back": "[",
  "step-forward": "]",
  down: "j",
  up: "k",
  select: "x",
  acknowledge: "a",
  "acknowledge-equipment": "shift+a",
  shelve: "h",
  comment: "c",
  "work-order": "t",
} as const;
export type KeyAction = keyof typeof defaultKeys;
export type Keys = Readonly<Record<KeyAction, string>>;

/** Keys that mean something else everywhere: they cannot be given away. */
const fixed = /^(?:[1-9]|enter|escape|tab| |arrow\w+|home|end|pageup|pagedown|backspace|delete)$/;

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** How a pressed key is written; undefined with a modifier that is the browser's. Shift counts for letters only: `?` is a key itself. */
export function keyName({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): string | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const lower = key.toLowerCase();
  return shiftKey && /^\p{Letter}$/u.test(lower) ? `shift+${lower}` : lower;
}

export function actionOf(keys: Keys, name: string | undefined): KeyAction | undefined {
  return name === undefined ? undefined : (Object.keys(keys) as KeyAction[]).find((action) => keys[action] === name);
}

/** Gives an action another key; whoever had that key takes the one that is now free. Undefined: the key cannot be given. */
export function rebind(keys: Keys, action: KeyAction, name: string): Keys | undefined {
  if (fixed.test(name) || (name.length > 1 && !/^shift\+.$/u.test(name))) return undefined;
  const holder = actionOf(keys, name);
  return { ...keys, ...(holder && { [holder]: keys[action] }), [action]: name };
}

/** Keys as kept on this screen; what is not understood is as usual. */
export function keysFrom(kept: string | null): Keys {
  try {
    const changes = JSON.parse(kept ?? "{}") as Record<string, unknown>;
    const known = Object.entries(changes).filter(([action, key]) => action in defaultKeys && typeof key === "string");
    return { ...defaultKeys, ...Object.fromEntries(known) };
  } catch {
    return defaultKeys;
  }
}

/** For a keycap: `⇧ A`. */
export function keyCaps(name: string): readonly string[] {
  return name.startsWith("shift+") ? ["Shift", name.slice(6).toUpperCase()] : [name.toUpperCase()];
}
