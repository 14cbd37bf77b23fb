import { describe, expect, test } from "vitest";
import {
  chimes,
  isNewlySounding,
  joins,
  repeatingTone,
  type Silenced,
  type Situation,
  type SoundingAlarm,
  silence,
  silenceable,
} from "./annunciation.ts";

function alarm(id: string, priority: SoundingAlarm["priority"], state: SoundingAlarm["state"] = "unacknowledged") {
  return { id, priority, state, occurrences: 1, rule: id.startsWith("fire") ? "FIR-01" : "PMP-01" };
}
const quiet: Silenced = new Map();
function situation(alarms: readonly SoundingAlarm[], more: Partial<Situation> = {}): Situation {
  return {
    alarms,
    silenced: quiet,
    link: "live",
    linkSilenced: false,
    now: 1_000,
    isFire: (one) => one.rule.startsWith("FIR"),
    ...more,
  };
}

describe("repeatingTone", () => {
  test.each([
    ["nothing while nothing is wrong", [], undefined],
    ["critical repeats", [alarm("a", "critical")], "critical"],
    ["high repeats", [alarm("a", "high")], "high"],
    ["medium does not repeat", [alarm("a", "medium")], undefined],
    ["low is silent", [alarm("a", "low")], undefined],
    ["the gravest wins", [alarm("a", "high"), alarm("b", "critical")], "critical"],
    ["fire comes before every other critical", [alarm("a", "critical"), alarm("fire", "critical")], "fire"],
    ["a fire panel's fault of lower priority is not a fire", [alarm("fire", "high")], "high"],
    ["acknowledged is quiet", [alarm("a", "critical", "acknowledged")], undefined],
    ["returned is quiet", [alarm("a", "critical", "returned-unacknowledged")], undefined],
    ["latched sounds until acknowledged", [alarm("a", "critical", "latched-unacknowledged")], "critical"],
    [
      "a consequence of an incident is quiet: it sounds once",
      [{ ...alarm("a", "critical"), quiet: "incident" }],
      undefined,
    ],
    ["what chatters is quiet", [{ ...alarm("a", "high"), quiet: "chattering" }], undefined],
    ["what a drill brings does not repeat", [{ ...alarm("a", "critical"), sound: "soft" }], undefined],
    ["shelved is quiet", [alarm("a", "critical", "shelved")], undefined],
    ["suppressed is quiet", [alarm("a", "critical", "suppressed")], undefined],
  ] as const)("%s", (_, alarms, tone) => {
    expect(repeatingTone(situation(alarms))).toBe(tone);
  });

  test("the lost link has its own sound, below alarms", () => {
    expect(repeatingTone(situation([], { link: "lost" }))).toBe("link-lost");
    expect(repeatingTone(situation([], { link: "lost", linkSilenced: true }))).toBeUndefined();
    expect(repeatingTone(situation([alarm("a", "high")], { link: "lost" }))).toBe("high");
    expect(repeatingTone(situation([], { link: "delayed" }))).toBeUndefined();
  });
});

describe("silence", () => {
  const standing = [alarm("a", "critical"), alarm("b", "high")];
  const silenced = silence(standing, 1_000);

  test("is asked for what sounds, and for nothing else", () => {
    const others = [alarm("m", "medium"), alarm("k", "critical", "acknowledged")];
    expect(silenceable([...standing, ...others]).map((one) => one.id)).toEqual(["a", "b"]);
  });
  test("quiets what sounds now", () => {
    expect(repeatingTone(situation(standing, { silenced }))).toBeUndefined();
  });
  test("a new alarm sounds again", () => {
    expect(repeatingTone(situation([...standing, alarm("c", "high")], { silenced }))).toBe("high");
  });
  test("a new occurrence sounds again", () => {
    expect(repeatingTone(situation([{ ...alarm("a", "critical"), occurrences: 2 }], { silenced }))).toBe("critical");
  });
  test.each([
    [60_999, undefined],
    [61_000, "critical"],
  ] as const)("critical comes back after 60 s: at %d ms", (now, tone) => {
    expect(repeatingTone(situation(standing, { silenced, now }))).toBe(tone);
  });
  test("high comes back after 3 min", () => {
    const high = [alarm("b", "high")];
    expect(repeatingTone(situation(high, { silenced, now: 180_999 }))).toBeUndefined();
    expect(repeatingTone(situation(high, { silenced, now: 181_000 }))).toBe("high");
  });
});

describe("chimes", () => {
  const medium = alarm("m", "medium");
  test.each([
    ["a new medium alarm", medium, undefined, true],
    ["whatever a drill brings", { ...alarm("c", "critical"), sound: "soft" as const }, undefined, true],
    ["one that was there already", medium, medium, false],
    ["a further occurrence", { ...medium, occurrences: 2 }, medium, true],
    ["one that comes back from the shelf", medium, { ...medium, state: "shelved" as const }, true],
    ["an acknowledgement", { ...medium, state: "acknowledged" as const }, medium, false],
    ["a new high alarm, which repeats instead", alarm("h", "high"), undefined, false],
  ] as const)("%s", (_, now, before, expected) => {
    expect(chimes(now, before)).toBe(expected);
  });

  test.each([
    ["a high alarm beside others that sound", alarm("h", "high"), undefined, true],
    [
      "an alarm of an incident that sounds already",
      { ...alarm("h", "high"), quiet: "incident" as const },
      undefined,
      false,
    ],
    ["what a drill brings", { ...alarm("c", "critical"), sound: "soft" as const }, undefined, false],
    ["a medium one, which rings once", alarm("m", "medium"), undefined, false],
    ["one that sounds already", alarm("h", "high"), alarm("h", "high"), false],
  ] as const)("repeats at once: %s", (_, now, before, expected) => {
    expect(joins(now, before)).toBe(expected);
  });

  test("newly sounding covers every priority", () => {
    expect(isNewlySounding(alarm("c", "critical"), undefined)).toBe(true);
    expect(isNewlySounding(alarm("c", "critical"), alarm("c", "critical", "returned-unacknowledged"))).toBe(true);
  });
});
