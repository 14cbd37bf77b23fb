import type { GatewayReport, JournalProblem } from "@plantroom/model/channel/channel.ts";
import { describe, expect, test } from "vitest";
import { journalStanding, journalTakes } from "./readiness.ts";

const channelOf = (...problems: readonly (JournalProblem | undefined)[]) => ({
  gateways: () =>
    problems.map((journalProblem) => ({
      reportedAt: 0,
      report: { ...(journalProblem && { journalProblem }) } as GatewayReport,
    })),
});
const full: JournalProblem = { kind: "full", reason: "it is full" };
const refused: JournalProblem = { kind: "refused", reason: "ENOSPC: no space left" };

describe("the gateways' journals", () => {
  test.each([
    ["no gateway", [], "open", undefined],
    ["one that is well", [undefined], "open", undefined],
    ["one that is full", [full], "full", "journal: it is full"],
    ["one whose disk refuses", [refused], "refused", "journal: ENOSPC: no space left"],
    ["a full one beside one that is well", [undefined, full], "full", "journal: it is full"],
    ["the worst of several", [full, refused], "refused", "journal: it is full"],
  ] as const)("%s", async (_, problems, standing, reason) => {
    const channel = channelOf(...problems);
    expect(journalStanding(channel)).toBe(standing);
    expect(await journalTakes(channel).reason()).toBe(reason);
  });
});
