import { expect, test } from "vitest";
import { forTerminal } from "./log-line.ts";

test.each([
  ["hides what is only information", '{"level":30,"msg":"listening"}', undefined],
  ["shows a warning in plain words", '{"level":40,"msg":"disk is slow"}', "server: warning: disk is slow"],
  ["adds the cause", '{"level":50,"msg":"cannot write","err":{"message":"EIO"}}', "server: error: cannot write (EIO)"],
  ["passes on what is not pino's", "TypeError: x is undefined", "server: TypeError: x is undefined"],
  ["passes on what only looks like JSON", "{ broken", "server: { broken"],
  ["hides empty lines", "  ", undefined],
])("%s", (_, line, shown) => {
  expect(forTerminal("server", line)).toBe(shown);
});
