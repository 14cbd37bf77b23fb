import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayActFor, maySubscribe, rightsOf, stillGrants } from "./rights.ts";

/** The rules of MQTT 3.1.1, section 4.7, written out. */
function matches(filter: string, topic: string): boolean {
  const wanted = filter.split("/");
  const levels = topic.split("/");
  if (topic.startsWith("$") && /^[+#]/.test(filter)) return false;
  for (const [i, level] of wanted.entries()) {
    if (level === "#") return true;
    if (i >= levels.length || (level !== "+" && level !== levels[i])) return false;
  }
  return wanted.length === levels.length;
}

describe("subscriptions", () => {
  const rights = rightsOf(["a/pump", "b/*"]);

  test.each([
    ["plantroom/a/pump/commands", true],
    ["plantroom/b/+/commands", true],
    ["plantroom/b/anything/commands", true],
    ["plantroom/a/other/commands", false],
    ["plantroom/a/+/commands", false],
    ["plantroom/+/pump/commands", false],
    ["plantroom/+/+/commands", false],
    ["plantroom/a/pump/+", false],
    ["plantroom/a/pump/#", false],
    ["plantroom/a/pump/readings", false],
    ["plantroom/a/pump/status", false],
    ["plantroom/a/pump/commands/#", false],
    ["plantroom/b/#", false],
    ["+/a/pump/commands", false],
    ["#", false],
    ["+/+/+/+", false],
    ["$share/g/plantroom/a/pump/commands", false],
    ["$share/g/#", false],
    ["$SYS/#", false],
    ["/plantroom/a/pump/commands", false],
    ["plantroom//pump/commands", false],
    ["plantroom/a/../commands", false],
    ["plantroom/b/\u0000/commands", false],
    ["plantroom/b/\u00e4/commands", false],
    ["", false],
  ])("%j is %s", (filter, expected) => {
    expect(maySubscribe(rights, filter)).toBe(expected);
  });

  test("never reach beyond commands to granted equipment", () => {
    const name = fc.constantFrom("a", "b", "pump", "lift");
    const grant = fc
      .tuple(fc.constantFrom("a", "b"), fc.constantFrom("pump", "lift", "*"))
      .map((parts) => parts.join("/"));
    const level = fc.oneof(name, fc.constantFrom("+", "#", "plantroom", "commands", "readings", "", "$share", "$SYS"));
    const filter = fc.oneof(
      fc.array(level, { minLength: 1, maxLength: 6 }).map((levels) => levels.join("/")),
      fc.tuple(level, level).map(([site, id]) => `plantroom/${site}/${id}/commands`),
    );
    const topic = fc.oneof(
      fc
        .tuple(name, name, fc.constantFrom("commands", "readings", "status"))
        .map((parts) => `plantroom/${parts.join("/")}`),
      fc.array(level, { minLength: 1, maxLength: 5 }).map((levels) => levels.join("/")),
    );
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 3 }), filter, topic, (grants, asked, published) => {
        const granted = rightsOf(grants);
        if (!maySubscribe(granted, asked) || !matches(asked, published)) return;
        const [root, site = "", id = "", channel] = published.split("/");
        expect([root, channel]).toEqual(["plantroom", "commands"]);
        expect(mayActFor(granted, site, id)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("grants", () => {
  test.each([
    ["a/pump", "a", "pump", true],
    ["a/pump", "a", "pump2", false],
    ["a/pump", "b", "pump", false],
    ["a/*", "a", "anything", true],
    ["a/*", "ab", "anything", false],
    ["*/*", "a", "pump", false],
    ["*/pump", "a", "pump", false],
    ["a/pump/x", "a", "pump", false],
    ["a", "a", "pump", false],
    ["A/pump", "A", "pump", false],
  ])("%s: %s/%s is %s", (grant, site, equipment, expected) => {
    expect(mayActFor(rightsOf([grant]), site, equipment)).toBe(expected);
  });

  test.each([
    [["a/pump"], ["a/pump", "b/*"], true],
    [["a/pump"], ["a/*"], true],
    [["a/*"], ["a/pump"], false],
    [["a/pump", "a/lift"], ["a/pump"], false],
    [["a/*"], [], false],
    [[], [], true],
  ])("%j still holds under %j: %s", (before, after, expected) => {
    expect(stillGrants(rightsOf(after), rightsOf(before))).toBe(expected);
  });
});
