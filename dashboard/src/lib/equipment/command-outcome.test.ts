import type { CommandView } from "@plantroom/model/api/types.ts";
import { expect, test } from "vitest";
import { awaitOutcome } from "./command-outcome.ts";

const at = "2026-11-23T12:00:00.000Z";
const sent: CommandView = { id: "c-1", command: "open", by: "a", reason: "b", at, expiresAt: at, delivered: true };
const done: CommandView = { ...sent, outcome: "done" };

/** Answers in order, the last one for ever. */
async function asked(...answers: readonly (CommandView | "lost")[]) {
  let asks = 0;
  let waited = 0;
  const outcome = await awaitOutcome({
    ask: async () => {
      const answer = answers[Math.min(asks++, answers.length - 1)];
      if (answer === undefined || answer === "lost") throw new TypeError("lost");
      return answer;
    },
    wait: async (milliseconds) => {
      waited += milliseconds;
    },
  });
  return { outcome, waited };
}

test.each([
  ["the answer ends the asking", [sent, sent, done], { outcome: done, waited: 1_500 }],
  ["a lost request is asked again", ["lost", "lost", done], { outcome: done, waited: 1_500 }],
  ["without an answer it ends after ten seconds", [sent], { outcome: undefined, waited: 10_000 }],
  ["without a server too", ["lost"], { outcome: undefined, waited: 10_000 }],
] as const)("%s", async (_, answers, expected) => {
  expect(await asked(...answers)).toEqual(expected);
});
