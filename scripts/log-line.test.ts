import { expect, test } from "vitest";
import { forTerminal, isForLog } from "./log-line.ts";

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

test.each([
  ["a line of pino's", '{"level":30,"msg":"listening"}', "stdout", true],
  ["words for the person at the terminal", "First start: sign in as admin with the password …", "stdout", false],
  ["what a crash leaves behind", "TypeError: x is undefined", "stderr", true],
] as const)("logs, or does not log, %s", (_, line, from, logged) => {
  expect(isForLog(line, from)).toBe(logged);
});
