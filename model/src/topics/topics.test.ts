import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { idPattern } from "../identity.ts";
import { channels, formatTopic, parseTopic } from "./topics.ts";

const id = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);
const topic = fc.record({ site: id, equipment: id, channel: fc.constantFrom(...channels) });

describe("topics", () => {
  test("are read as they were written", () => {
    fc.assert(
      fc.property(topic, (one) => {
        expect(parseTopic(formatTopic(one))).toEqual(one);
      }),
    );
  });

  test("whatever is read would be written the same", () => {
    const text = fc.oneof(
      fc.string(),
      topic.map(formatTopic),
      fc.tuple(topic.map(formatTopic), fc.string()).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (one) => {
        const read = parseTopic(one);
        expect(read === undefined || formatTopic(read) === one).toBe(true);
      }),
    );
  });

  test.each([
    ["nothing", ""],
    ["another root", "other/site/p1/readings"],
    ["a slash before", "/plantroom/site/p1/readings"],
    ["a slash after", "plantroom/site/p1/readings/"],
    ["a level too few", "plantroom/site/readings"],
    ["a level too many", "plantroom/site/p1/readings/more"],
    ["an empty level", "plantroom//p1/readings"],
    ["an unknown channel", "plantroom/site/p1/values"],
    ["a name of every object", "plantroom/site/p1/toString"],
    ["capitals", "plantroom/Site/p1/readings"],
    ["a wildcard", "plantroom/+/p1/readings"],
    ["all wildcards", "plantroom/site/#"],
    ["a space", "plantroom/site/p 1/readings"],
    ["a hyphen at the end", "plantroom/site-/p1/readings"],
    ["a line break", "plantroom/site/p1/readings\n"],
    ["an id of 65 characters", `plantroom/${"a".repeat(65)}/p1/readings`],
  ])("%s is none", (_, text) => {
    expect(parseTopic(text)).toBeUndefined();
  });

  test("an id of 64 characters still fits", () => {
    expect("a".repeat(64)).toMatch(idPattern);
  });
});
