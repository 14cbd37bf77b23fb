import type { RuleDraft } from "@plantroom/model/rules/file.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { searchShadow } from "../rules/shadow.ts";
import { low, siteId, start, Timeline } from "../rules/timeline-fixture.ts";
import { RuleBook } from "./book.ts";

const { version: _version, state: _state, ...draft } = low;
const said = { en: "Said", "zh-Hant": "Said", "zh-Hans": "Said" };
const below = (limit: number): RuleDraft => ({
  ...{ ...draft, onDelaySeconds: 0, consequence: said, action: said },
  when: { kind: "below", point: "pressure", limit },
});
const author = { by: "supervisor", at: start };

let t: Timeline;
let book: RuleBook;

beforeEach(async () => {
  t = await Timeline.start({ rules: [] });
  book = await RuleBook.load({ database: t.database, estate: t.estate, pack: [] }, start);
  book.tell(async (rules) => {
    t.rules = rules.rules;
    t.judging.use(rules);
    await t.commit();
  });
  await book.add(below(1), "", author);
  await book.change("LOW", { kind: "state", version: 1, to: "active" }, "", author);
  await t.at("0s").publish("pump-1", { pressure: 0.6 });
  await t.at("30s").expectAlarm("LOW", { state: "unacknowledged", ruleVersion: 1 });
});
afterEach(() => t.close());

const activate = async (version: number) => {
  await book.change("LOW", { kind: "state", version, to: "active" }, "", author);
};

test("a limit that is edited while its alarm is active closes it with the cause", async () => {
  await book.write(below(0.5), "", author);
  await t.at("31s").expectAlarm("LOW", { state: "unacknowledged" });
  await activate(2);
  await t.at("32s").expectAlarm("LOW", { state: "normal", closeCause: "rule-changed" });
  await t.at("40s").expectNone();
});

test("where the edited rule holds as well, an alarm of the new version stands, after a restart too", async () => {
  await book.write(below(2), "", author);
  await activate(2);
  const standing = async () => (await t.alarms()).map(({ rule, ruleVersion, state }) => ({ rule, ruleVersion, state }));
  await t.tick(start + 32_000);
  expect(await standing()).toEqual([{ rule: "LOW", ruleVersion: 2, state: "unacknowledged" }]);
  expect((await t.story()).some((line) => line.includes("rule-changed"))).toBe(true);
  await t.at("60s").restart();
  expect(await standing()).toEqual([{ rule: "LOW", ruleVersion: 2, state: "unacknowledged" }]);
});

test("a rule that retires closes its alarm, never silently", async () => {
  await book.change("LOW", { kind: "state", version: 1, to: "retired" }, "", author);
  await t.at("32s").expectAlarm("LOW", { state: "normal", closeCause: "rule-removed" });
});

test("a site's own limit closes what it does not find, and its removal raises it again", async () => {
  const override = { kind: "override", site: siteId, values: { "when.limit": 0.3 }, reason: "old pump" } as const;
  await book.change("LOW", override, "", author);
  await t.at("32s").expectAlarm("LOW", { state: "normal", closeCause: "rule-changed" });
  await book.change("LOW", { kind: "override-removed", site: siteId }, "", author);
  await t.tick(start + 33_000);
  expect(await t.alarms()).toMatchObject([{ rule: "LOW", state: "unacknowledged" }]);
});

test("a draft that is tried in shadow leaves the alarm as it is, and journals what it would have found", async () => {
  await book.write(below(2), "", author);
  await book.change("LOW", { kind: "state", version: 2, to: "shadow" }, "", author);
  await t.at("40s").publish("pump-1", { pressure: 1.5 });
  await t.at("50s").publish("pump-1", { pressure: 3 });
  const { items } = await searchShadow(t.database, { rule: "LOW", sites: undefined, limit: 10 });
  expect(items.map(({ rule, ruleVersion, change }) => [rule, ruleVersion, change])).toEqual([
    ["LOW", 2, "cleared"],
    ["LOW", 2, "raised"],
  ]);
  expect((await t.story()).filter((line) => line.includes("rule-changed"))).toEqual([]);
});
