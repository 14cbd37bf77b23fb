import { expect, test } from "vitest";
import { shelfMinutes } from "./shelf-length.ts";

const at = (text: string) => Date.parse(text);

test.each([
  ["minutes as they are said", { minutes: 7 }, "UTC", "2026-03-02T07:00:00Z", 7],
  ["a preset", { preset: "4h" }, "UTC", "2026-03-02T07:00:00Z", 240],
  ["the end of the night shift", { preset: "end-of-shift" }, "UTC", "2026-03-02T07:00:00Z", 60],
  ["by the site's own day", { preset: "end-of-shift" }, "Asia/Taipei", "2026-03-02T07:00:00Z", 60],
  ["a whole shift at its beginning", { preset: "end-of-shift" }, "UTC", "2026-03-02T16:00:00Z", 480],
  [
    "no more than a shift, also when clocks go back",
    { preset: "end-of-shift" },
    "Europe/Berlin",
    "2026-10-24T22:00:00Z",
    480,
  ],
] as const)("%s", (_, choice, timeZone, now, minutes) => {
  expect(shelfMinutes(choice, timeZone, at(now))).toBe(minutes);
});

test.each([[{}], [{ minutes: 5, preset: "1h" as const }]])("%j is no length", (choice) => {
  expect(() => shelfMinutes(choice, "UTC", 0)).toThrow("alarm-shelve-length");
});
