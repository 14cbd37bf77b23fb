import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
} from "chart.js";
import type { Paint } from "../trends/paint.ts";

Chart.register(BarController, BarElement, LineController, LineElement, PointElement, CategoryScale, LinearScale);

export interface BarPicture {
  readonly labels: readonly string[];
  /** Stacked, the first at the foot; one amount per label. */
  readonly stacks: readonly {
    readonly label: string;
    readonly colour: string;
    readonly amounts: readonly (number | null)[];
  }[];
  /** A line on an axis of its own, at the right; nothing where nothing is priced. */
  readonly cost: readonly (number | null)[] | undefined;
  readonly amountText: (value: number) => string;
  readonly costText: (value: number) => string;
}

type Amounts = (number | null)[];

/** Draws consumption as stacked bars and its cost as a line. `show` takes the whole picture each time. */
export class EnergyBars {
  readonly #chart: Chart<"bar" | "line", Amounts, string>;
  readonly #paint: Paint;
  #chosen: number | undefined;

  constructor(canvas: HTMLCanvasElement, paint: Paint) {
    this.#paint = paint;
    this.#chart = new Chart<"bar" | "line", Amounts, string>(canvas, {
      type: "bar",
      data: { labels: [], datasets: [] },
      options: { animation: false, maintainAspectRatio: false, events: [], layout: { padding: { top: 8 } } },
      plugins: [this.#frame()],
    });
  }

  show(picture: BarPicture): void {
    const chart = this.#chart;
    chart.data.labels = [...picture.labels];
    const bars = picture.stacks.map(
      (stack): ChartDataset<"bar" | "line", Amounts> => ({
        type: "bar",
        label: stack.label,
        data: [...stack.amounts],
        backgroundColor: stack.colour,
        borderColor: this.#paint.surface,
        borderWidth: { top: 1 },
        stack: "all",
        yAxisID: "amount",
        order: 1,
        categoryPercentage: 0.9,
        barPercentage: 0.95,
      }),
    );
    const cost = picture.cost && this.#costLine(picture.cost);
    chart.data.datasets = cost ? [...bars, cost] : bars;
    chart.options.scales = this.#scales(picture);
    chart.update("none");
  }

  /** Frames one bar; undefined takes the frame away. */
  mark(index: number | undefined): void {
    if (this.#chosen === index) return;
    this.#chosen = index;
    this.#chart.draw();
  }

  /** Index of the bar under a distance from the canvas's left edge, in CSS pixels. */
  indexAt(x: number): number | undefined {
    const scale = this.#chart.scales.x;
    const index = scale?.getValueForPixel(Math.min(Math.max(x, scale.left), scale.right - 1));
    return index === undefined || index < 0 ? undefined : index;
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #costLine(amounts: readonly (number | null)[]): ChartDataset<"bar" | "line", Amounts> {
    return {
      type: "line",
      data: [...amounts],
      borderColor: this.#paint.ink,
      backgroundColor: this.#paint.surface,
      borderWidth: 1.5,
      pointRadius: 2.5,
      pointBorderWidth: 1.5,
      yAxisID: "cost",
      order: 0,
    };
  }

  #scales({ cost, amountText, costText }: BarPicture) {
    const { faint, line, font, rem } = this.#paint;
    const ticks = { color: faint, font: { family: font, size: rem * 0.8125 }, padding: 6 };
    const value = (text: (value: number) => string) => ({
      ...ticks,
      maxTicksLimit: 6,
      callback: (one: number | string) => text(Number(one)),
    });
    return {
      x: {
        type: "category" as const,
        grid: { display: false },
        border: { color: line },
        ticks: { ...ticks, maxRotation: 0, autoSkip: true, autoSkipPadding: 6 },
      },
      amount: {
        type: "linear" as const,
        position: "left" as const,
        stacked: true,
        beginAtZero: true,
        grid: { color: line, drawTicks: false },
        border: { display: false },
        ticks: value(amountText),
      },
      cost: {
        type: "linear" as const,
        position: "right" as const,
        display: cost !== undefined,
        beginAtZero: true,
        grid: { display: false },
        border: { display: false },
        ticks: value(costText),
      },
    };
  }

  #frame(): Plugin<"bar" | "line"> {
    return {
      id: "frame",
      beforeDatasetsDraw: ({ ctx, chartArea, scales: { x } }) => {
        if (this.#chosen === undefined || !x) return;
        const width = x.width / Math.max(1, x.ticks.length === 0 ? 1 : (this.#chart.data.labels?.length ?? 1));
        const middle = x.getPixelForValue(this.#chosen);
        ctx.save();
        ctx.fillStyle = this.#paint.band;
        ctx.globalAlpha = 0.5;
        ctx.fillRect(middle - width / 2, chartArea.top, width, chartArea.bottom - chartArea.top);
        ctx.restore();
      },
    };
  }
}
