import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { version } from "../version.ts";
import { generatedPages } from "./generated.ts";
import { table } from "./markdown.ts";
import { inWords } from "./rules.ts";

const folder = join(import.meta.dirname, "../../../docs/generated");
const pages = Object.entries(generatedPages(version));

describe("docs/generated", () => {
  test.each(pages)("%s is what `npm run docs` prints", (name, text) => {
    expect(readFileSync(join(folder, name), "utf8"), "run `npm run docs`").toBe(text);
  });

  test("holds nothing else", () => {
    expect(readdirSync(folder).sort()).toEqual(pages.map(([name]) => name).sort());
  });
});

test("a cell cannot break its table", () => {
  expect(table(["a|b"], [["c\nd"]])).toBe("| a\\|b |\n| --- |\n| c d |");
});

test("a condition reads aloud", () => {
  const words = inWords({
    kind: "all",
    of: [
      { kind: "above", point: "current", limit: { attribute: "rated_current", times: 1.1 }, deadband: 2 },
      {
        kind: "any",
        of: [
          { kind: "below", point: "level", limit: { point: "stop_level", plus: -5 } },
          { kind: "is", point: "mode", values: ["off", "manual"] },
          { kind: "no-data", seconds: 60 },
        ],
      },
      { kind: "any", of: [{ kind: "offline" }] },
    ],
  });
  expect(words).toBe(
    "`current` > 1.1 × attribute `rated_current` (deadband 2) and (`level` < `stop_level` − 5 or `mode` is off or manual or nothing not heard for 60 s) and offline",
  );
});
