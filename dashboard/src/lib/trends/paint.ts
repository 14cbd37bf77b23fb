/** Colours of a drawing on a canvas: the tokens as the page shows them now, since a canvas knows no custom properties. */
export interface Paint {
  readonly series: readonly string[];
  /** Of price bands, the dearest first. */
  readonly prices: readonly string[];
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly band: string;
  readonly accent: string;
  readonly surface: string;
  readonly font: string;
  /** Of the root, in pixels. */
  readonly rem: number;
}

/** Reads the tokens where `place` stands in the page. */
export function paintOf(place: HTMLElement): Paint {
  const probe = document.createElement("span");
  probe.hidden = true;
  place.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const paint = {
    series: ["series-1", "series-2", "series-3", "series-4"].map(colour),
    prices: ["price-1", "price-2", "price-3", "price-4", "price-5"].map(colour),
    ink: colour("ink"),
    faint: colour("ink-3"),
    line: colour("line"),
    band: colour("band"),
    accent: colour("accent"),
    surface: colour("surface"),
    font: getComputedStyle(place).fontFamily,
    rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  };
  probe.remove();
  return paint;
}

/** `rgb(1, 2, 3)` with an opacity of 0 to 1. */
export function faded(colour: string, opacity: number): string {
  return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${opacity})`);
}

/** Calls when the page's colours change: by the device or by the person. Returns how to stop. */
export function onRepaint(then: () => void): () => void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const root = new MutationObserver(then);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-density", "lang"] });
  media.addEventListener("change", then);
  return () => {
    root.disconnect();
    media.removeEventListener("change", then);
  };
}
