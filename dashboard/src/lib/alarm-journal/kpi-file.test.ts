import { expect, test } from "vitest";
import { csvOf } from "./kpi-file.ts";

test("figures stay figures, texts are never formulas", () => {
  expect(csvOf([["=1+1", -2, null, 'a "b", c']])).toBe(`\uFEFF'=1+1,-2,,"a ""b"", c"\r\n`);
});
