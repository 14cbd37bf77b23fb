import { expect, test } from "vitest";
import { bytesText } from "./bytes.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1.0 kB"],
  [72_425_112, "72.4 MB"],
  [5e15, "5,000.0 TB"],
])("%d", (bytes, text) => expect(bytesText(bytes, "en")).toBe(text));
