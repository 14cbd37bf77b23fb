import type { ChartArea, Plugin } from "chart.js";
import type { DrawnTrack, Mark } from "./drawn.ts";
import { faded, type Paint } from "./paint.ts";
import type { Track } from "./track.ts";

/** What is drawn beside the lines; the drawing changes it, the next draw shows it. */
export interface Shown {
  readonly paint: Paint;
  tracks: readonly DrawnTrack[];
  marks: readonly Mark[];
  cursor: number | undefined;
}

/** Behind the lines the normal bands and the shades, over them limits and cursor. */
export function overlays(shown: Shown): Plugin<"line">[] {
  return [normalBands(shown), shades(shown), limits(shown), cursor(shown)];
}

function normalBands(shown: Shown): Plugin<"line"> {
  return {
    id: "normal-bands",
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      ctx.save();
      clipTo(ctx, chartArea);
      ctx.fillStyle = faded(shown.paint.band, 0.4);
      for (const { axis, at, to } of shown.marks) {
        const y = scales[`y${axis}`];
        if (!y || to === undefined) continue;
        const top = y.getPixelForValue(to);
        ctx.fillRect(chartArea.left, top, chartArea.width, y.getPixelForValue(at) - top);
      }
      ctx.restore();
    },
  };
}

/** From the lowest to the highest of each bucket, behind the line of its means. */
function shades(shown: Shown): Plugin<"line"> {
  return {
    id: "shades",
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      ctx.save();
      clipTo(ctx, chartArea);
      for (const track of shown.tracks) {
        const x = scales.x;
        const y = scales[`y${track.axis}`];
        if (!x || !y) continue;
        ctx.fillStyle = faded(colourOf(shown.paint, track), 0.22);
        for (const run of runsOf(track)) {
          ctx.beginPath();
          for (const { at, low } of run) ctx.lineTo(x.getPixelForValue(at), y.getPixelForValue(low));
          for (const { at, high } of run.toReversed()) ctx.lineTo(x.getPixelForValue(at), y.getPixelForValue(high));
          ctx.fill();
        }
      }
      ctx.restore();
    },
  };
}

/** Limits of rules: a dashed line with its name, at the side of its axis. */
function limits(shown: Shown): Plugin<"line"> {
  return {
    id: "limits",
    afterDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const { faint, ink, surface, font, rem } = shown.paint;
      ctx.save();
      ctx.lineWidth = 1.25;
      ctx.strokeStyle = faint;
      ctx.font = `${rem * 0.75}px ${font}`;
      ctx.textBaseline = "middle";
      ctx.setLineDash([6, 4]);
      for (const { axis, at, to, label, labelled } of shown.marks) {
        const y = scales[`y${axis}`]?.getPixelForValue(at);
        if (to !== undefined || y === undefined || y < chartArea.top || y > chartArea.bottom) continue;
        ctx.beginPath();
        ctx.moveTo(chartArea.left, y);
        ctx.lineTo(chartArea.right, y);
        ctx.stroke();
        const width = ctx.measureText(label).width + rem * 0.5;
        const left = axis === 0 ? chartArea.left + 4 : chartArea.right - width - 4;
        const middle = y + rem * (labelled === "above" ? -0.65 : 0.65);
        ctx.fillStyle = faded(surface, 0.85);
        ctx.fillRect(left, middle - rem * 0.5, width, rem);
        ctx.fillStyle = ink;
        ctx.fillText(label, left + rem * 0.25, middle);
      }
      ctx.restore();
    },
  };
}

function cursor(shown: Shown): Plugin<"line"> {
  return {
    id: "cursor",
    afterDraw: ({ ctx, chartArea, scales: { x } }) => {
      if (shown.cursor === undefined || !x) return;
      const at = x.getPixelForValue(shown.cursor);
      if (at < chartArea.left || at > chartArea.right) return;
      ctx.save();
      ctx.strokeStyle = shown.paint.ink;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(at, chartArea.top);
      ctx.lineTo(at, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    },
  };
}

export function colourOf(paint: Paint, track: Pick<DrawnTrack, "colour">): string {
  return paint.series[track.colour % paint.series.length] ?? paint.ink;
}

function clipTo(ctx: CanvasRenderingContext2D, { left, top, width, height }: ChartArea): void {
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
}

interface Bucket {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** Runs of neighbouring buckets, each with its lowest and highest. */
function runsOf({ at, low, high }: Track): Bucket[][] {
  const runs: Bucket[][] = [];
  let run: Bucket[] = [];
  at.forEach((moment, index) => {
    const least = low?.[index];
    const most = high?.[index];
    if (typeof least === "number" && typeof most === "number") run.push({ at: moment, low: least, high: most });
    else {
      runs.push(run);
      run = [];
    }
  });
  return [...runs, run].filter((one) => one.length > 1);
}
