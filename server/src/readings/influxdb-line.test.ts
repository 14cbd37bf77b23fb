import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPoint, lineHead, lineText, lineValue } from "./influxdb-line.ts";

/** Reads a quoted text as InfluxDB does: the first quote that no backslash escapes ends it. */
function readText(line: string): { readonly text: string; readonly rest: string } {
  let text = "";
  let i = 1;
  for (; i < line.length && line[i] !== '"'; i++) {
    if (line[i] === "\\" && (line[i + 1] === '"' || line[i + 1] === "\\")) i += 1;
    text += line[i];
  }
  return { text, rest: line.slice(i + 1) };
}

describe("line protocol", () => {
  test("whatever a text holds, it ends where it should and reads as it was", { timeout: 30_000 }, () => {
    const hostile = fc.string({ unit: fc.constantFrom("\\", '"', "\n", "\r", ",", "=", " ", "a", "é", "🛗") });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: "binary" })), (text) => {
        expect(readText(`${lineText(text)},next=1`)).toEqual({ text, rest: ",next=1" });
      }),
    );
  });

  test("a number is a float that reads as it was", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = lineValue(number);
        expect(text).toMatch(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/);
        expect(Number(text)).toBe(number);
      }),
    );
  });

  test("names of anybody are either plain ids or rejected", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: "binary" }), (one, other) => {
        for (const name of [one, other]) {
          for (const [write, pattern] of [
            [() => lineHead("pump", name, "pump-1"), /^[a-z0-9-]+$/],
            [() => lineHead(name, "harbour", "pump-1"), /^[a-z0-9-]+$/],
            [() => checkPoint(name), /^[a-z0-9_]+$/],
          ] as const) {
            if (pattern.test(name) && !/^[-_0-9]|-$/.test(name) && name.length < 60) expect(write).not.toThrow();
            else if (!pattern.test(name)) expect(write).toThrow(/is not the name of/);
          }
        }
      }),
    );
    expect(lineHead("booster-pump", "harbour", "pump-1")).toBe("booster-pump,equipment=pump-1,site=harbour ");
  });
});
