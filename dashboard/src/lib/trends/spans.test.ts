import type { SeriesView } from "@plantroom/model/api/types.ts";
import { expect, test } from "vitest";
import { spansOf, stateAt } from "./spans.ts";

type Sample = readonly [at: number, value: string | boolean | null, flash?: true];
const view = (samples: readonly Sample[], resolutionSeconds = 0): SeriesView => ({
  site: "s",
  equipment: "e",
  point: "p",
  unit: "",
  resolutionSeconds,
  samples: samples.map(([at, value]) => [new Date(at * 1_000).toISOString(), value, "good"]),
  ...(resolutionSeconds > 0 && {
    low: samples.map(([, value, flash]) => Number(value === true && !flash)),
    high: samples.map(([, value, flash]) => Number(value === true || flash === true)),
  }),
});
const drawn = (list: ReturnType<typeof spansOf>) =>
  list.map(({ from, to, value }) => [from / 1_000, to / 1_000, value]);
const everyMinute = { intervalSeconds: 60 };

test.each([
  [
    "repeats join",
    view([
      [0, true],
      [60, true],
      [120, false],
    ]),
    [],
    150,
    [
      [0, 120, true],
      [120, 150, false],
    ],
  ],
  [
    "live goes on",
    view([[0, "auto"]]),
    [
      [60, "auto"],
      [70, "manual"],
    ],
    80,
    [
      [0, 70, "auto"],
      [70, 80, "manual"],
    ],
  ],
  [
    "silence ends it",
    view([
      [0, true],
      [60, true],
      [900, true],
    ]),
    [],
    930,
    [
      [0, 120, true],
      [900, 930, true],
    ],
  ],
  [
    "history at a quarter of an hour holds",
    view([
      [0, true],
      [900, false],
      [1_800, false],
    ]),
    [],
    2_000,
    [
      [0, 900, true],
      [900, 2_000, false],
    ],
  ],
  [
    "a device that went silent is unknown",
    view([
      [0, true],
      [60, true],
    ]),
    [],
    5_000,
    [[0, 210, true]],
  ],
  [
    "null ends it",
    view([
      [0, true],
      [60, null],
      [90, true],
    ]),
    [],
    100,
    [
      [0, 60, true],
      [90, 100, true],
    ],
  ],
  [
    "a flash within a bucket is mixed",
    view(
      [
        [50, false],
        [110, false, true],
        [170, true],
      ],
      60,
    ),
    [],
    180,
    [
      [50, 60, false],
      [60, 110, "mixed"],
      [110, 170, false],
      [170, 180, true],
    ],
  ],
  ["nothing known", view([]), [], 100, []],
] as const)("%s", (_, series, tail, until, expected) => {
  const live = tail.map(([at, value]) => ({ at: at * 1_000, value }));
  expect(drawn(spansOf(series, live, until * 1_000, everyMinute))).toEqual(expected);
});

test("the state at a moment is the one that held then", () => {
  const spans = spansOf(
    view([
      [0, "auto"],
      [60, "off"],
    ]),
    [],
    90_000,
    everyMinute,
  );
  expect([stateAt(spans, 59_999), stateAt(spans, 60_000), stateAt(spans, 90_000)]).toEqual(["auto", "off", undefined]);
});
