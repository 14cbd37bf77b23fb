import { defaultKeys, type Keys, keysFrom } from "./shell/keys.ts";

export const themes = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof themes)[number];
export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

/** What a person chose on this screen; kept in the browser. */
class Preferences {
  #theme = $state<Theme>(oneOf(themes, kept("theme")));
  #density = $state<Density>(oneOf(densities, kept("density")));
  #volume = $state(Number(kept("volume") ?? 0.7));
  #shortcuts = $state(kept("shortcuts") !== "off");
  #keys = $state.raw<Keys>(keysFrom(kept("keys")));
  #site = $state(kept("site") ?? undefined);

  constructor() {
    this.#show();
  }

  get theme(): Theme {
    return this.#theme;
  }
  set theme(theme: Theme) {
    this.#theme = theme;
    keep("theme", theme);
    this.#show();
  }

  get density(): Density {
    return this.#density;
  }
  set density(density: Density) {
    this.#density = density;
    keep("density", density);
    this.#show();
  }

  /** Of the alarm sounds, 0 to 1. */
  get volume(): number {
    return this.#volume;
  }
  set volume(volume: number) {
    this.#volume = volume;
    keep("volume", String(volume));
  }

  get shortcuts(): boolean {
    return this.#shortcuts;
  }
  set shortcuts(on: boolean) {
    this.#shortcuts = on;
    keep("shortcuts", on ? "on" : "off");
  }

  /** Which key asks for what. */
  get keys(): Keys {
    return this.#keys;
  }
  set keys(keys: Keys) {
    this.#keys = keys;
    const changed = Object.entries(keys).filter(([action, key]) => defaultKeys[action as keyof Keys] !== key);
    keep("keys", JSON.stringify(Object.fromEntries(changed)));
  }

  /** The site looked at last. */
  get site(): string | undefined {
    return this.#site;
  }
  set site(site: string | undefined) {
    this.#site = site;
    if (site) keep("site", site);
  }

  #show(): void {
    if (!globalThis.document) return;
    document.documentElement.dataset.theme = this.#theme;
    document.documentElement.dataset.density = this.#density;
  }
}

export const preferences = new Preferences();

function kept(name: string): string | null {
  return globalThis.localStorage?.getItem(`plantroom.${name}`) ?? null;
}
function keep(name: string, value: string): void {
  globalThis.localStorage?.setItem(`plantroom.${name}`, value);
}
function oneOf<T extends string>(list: readonly [T, ...T[]], value: string | null): T {
  return list.find((one) => one === value) ?? list[0];
}
