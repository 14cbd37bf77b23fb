import { day, hour, minute } from "@plantroom/model/time.ts";
import { expect, test } from "vitest";
import { readPeriod, stepped, writePeriod, zoomed } from "./period.ts";

const now = Date.UTC(2026, 10, 24);
const params = (text: string) => new URLSearchParams(text);

test("what the address says comes back from it", () => {
  for (const text of ["period=week", "from=2026-11-01T00:00:00.000Z&to=2026-11-02T00:00:00.000Z"]) {
    const written = writePeriod(readPeriod(params(text), now, "day"));
    expect(
      Object.entries(written)
        .flatMap(([key, value]) => (value ? [`${key}=${value}`] : []))
        .join("&"),
    ).toBe(text);
  }
});

test("what cannot be read is as usual", () => {
  expect(readPeriod(params("period=century"), now, "day")).toEqual({ from: now - day, to: now, preset: "day" });
  expect(readPeriod(params("from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z"), now, "day").preset).toBe("day");
});

test("never beyond now, and neither too near nor too far", () => {
  expect(stepped({ from: now - hour, to: now }, 1, now)).toEqual({ from: now - hour, to: now });
  expect(stepped({ from: now - hour, to: now }, -1, now)).toEqual({ from: now - 1.5 * hour, to: now - hour / 2 });
  expect(
    zoomed({ from: now - hour, to: now }, 0.5, now).to - zoomed({ from: now - hour, to: now }, 0.5, now).from,
  ).toBe(30 * minute);
  expect(zoomed({ from: now - minute, to: now }, 0.5, now)).toEqual({ from: now - minute, to: now });
  expect(zoomed({ from: now - 30 * day, to: now }, 2, now)).toEqual({ from: now - 31 * day, to: now });
});
