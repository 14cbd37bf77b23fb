import { Chart, type ChartDataset, LinearScale, LineController, LineElement, PointElement } from "chart.js";
import type { DrawnTrack, Mark } from "./drawn.ts";
import type { Extent } from "./extent.ts";
import { colourOf, overlays, type Shown } from "./overlays.ts";
import type { Paint } from "./paint.ts";

Chart.register(LineController, LineElement, PointElement, LinearScale);

export interface Picture {
  readonly from: number;
  readonly to: number;
  readonly tracks: readonly DrawnTrack[];
  readonly marks: readonly Mark[];
  readonly axes: readonly {
    readonly unit: string;
    readonly extent: Extent | undefined;
    readonly text: (v: number) => string;
  }[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** Rem that the axes take at the left and at the right: fixed, so that what stands under the drawing lines up with it. */
export const gutters = { left: 3.5, right: 3.5, none: 0.75 } as const;

type Dot = { x: number; y: number };

/** Draws trends on one canvas. `show` takes the whole picture each time; nothing of it may be a reactive proxy. */
export class TrendDrawing {
  readonly #chart: Chart<"line", Dot[]>;
  readonly #paint: Paint;
  readonly #shown: Shown;

  constructor(canvas: HTMLCanvasElement, paint: Paint) {
    this.#paint = paint;
    this.#shown = { paint, tracks: [], marks: [], cursor: undefined };
    this.#chart = new Chart(canvas, {
      type: "line",
      data: { datasets: [] },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 6 }, autoPadding: false },
        scales: {},
      },
      plugins: overlays(this.#shown),
    });
  }

  show(picture: Picture): void {
    const chart = this.#chart;
    this.#shown.tracks = picture.tracks;
    this.#shown.marks = picture.marks;
    chart.data.datasets = picture.tracks.map((track) => this.#line(track));
    chart.options.scales = {
      x: this.#timeAxis(picture),
      y0: this.#valueAxis(picture, 0),
      y1: this.#valueAxis(picture, 1),
    };
    chart.update("none");
  }

  /** A vertical line at a moment; undefined takes it away. */
  mark(moment: number | undefined): void {
    if (this.#shown.cursor === moment) return;
    this.#shown.cursor = moment;
    this.#chart.draw();
  }

  /** The moment under a distance from the canvas's left edge, in CSS pixels. */
  momentAt(x: number): number | undefined {
    const scale = this.#chart.scales.x;
    return scale?.getValueForPixel(Math.min(Math.max(x, scale.left), scale.right));
  }

  /** Where the values stand: CSS pixels from the canvas's top edge. */
  get area(): { readonly top: number; readonly bottom: number } {
    return this.#chart.chartArea;
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #line(track: DrawnTrack): ChartDataset<"line", Dot[]> {
    const colour = colourOf(this.#paint, track);
    return {
      data: track.at.map((x, index) => ({ x, y: track.value[index] ?? Number.NaN })),
      yAxisID: `y${track.axis}`,
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: 1.75,
      borderJoinStyle: "round",
      pointRadius: aloneRadius(track.value),
    };
  }

  #timeAxis({ from, to, ticks }: Picture) {
    const { faint, line, font, rem } = this.#paint;
    return {
      type: "linear" as const,
      min: from,
      max: to,
      grid: { color: line, drawTicks: false },
      border: { color: line },
      ticks: {
        color: faint,
        font: { family: font, size: rem * 0.8125 },
        padding: 6,
        maxRotation: 0,
        autoSkip: true,
        autoSkipPadding: 8,
        // One at the very edge would be cut off.
        callback: (value: number | string) =>
          Math.abs((Number(value) - from) / (to - from) - 0.5) > 0.48
            ? ""
            : (ticks.find((tick) => tick.at === value)?.label ?? ""),
      },
      afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
        scale.ticks = ticks.map(({ at }) => ({ value: at }));
      },
    };
  }

  #valueAxis({ axes }: Picture, index: 0 | 1) {
    const { faint, line, font, rem } = this.#paint;
    const axis = axes[index];
    const width = index === 0 ? gutters.left : axis ? gutters.right : gutters.none;
    return {
      type: "linear" as const,
      position: index === 0 ? ("left" as const) : ("right" as const),
      display: true,
      ...(axis?.extent && { min: axis.extent.low, max: axis.extent.high }),
      grid: { display: index === 0, color: line, drawTicks: false },
      border: { display: false },
      ticks: {
        display: axis !== undefined,
        color: faint,
        font: { family: font, size: rem * 0.8125 },
        padding: 6,
        maxTicksLimit: 6,
        includeBounds: false,
        callback: (value: number | string) => axis?.text(Number(value)) ?? "",
      },
      afterFit: (scale: { width: number }) => {
        scale.width = width * rem;
      },
    };
  }
}

/** A value with nothing at either side would be no line at all: it gets a dot. */
function aloneRadius(values: readonly (number | null)[]): number[] {
  const known = (index: number) => typeof values[index] === "number";
  return values.map((_, index) => (known(index) && !known(index - 1) && !known(index + 1) ? 2 : 0));
}
