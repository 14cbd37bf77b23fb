import type { RuleDetail, RuleImport, RuleView } from "@plantroom/model/api/types.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { type Caller, TestPlatform } from "../platform-fixture.ts";

const text = (en: string) => ({ en, "zh-Hant": en, "zh-Hans": en });
const packed = (id: string, limit: number, rest: Partial<Rule>) => {
  const words = { consequence: text("Bad"), cause: text("A cause"), action: text("Look"), provenance: "test" };
  const rule: Rule = {
    ...{ id, version: 1, state: "active", name: text(id), types: ["booster-pump-set"], priority: "high", ...words },
    when: { kind: "below", point: "tank_level", limit, deadband: 2 },
    ...{ offDelaySeconds: 60, latching: false, lifeSafety: false, respondWithinMinutes: 10, onDelaySeconds: 20 },
    ...rest,
  };
  return { rule, examples: [] };
};
const pack = [
  packed("PMP-01", 40, {}),
  packed("PMP-03", 20, { onDelaySeconds: 10 }),
  packed("PMP-17", 5, { onDelaySeconds: 3, lifeSafety: true, priority: "critical" }),
];

let platform: TestPlatform;
let supervisor: Caller;
let admin: Caller;

beforeEach(async () => {
  platform = await TestPlatform.start(pack);
  supervisor = await platform.as("supervisor");
  admin = await platform.as("admin");
  return () => platform.close();
});

const own = {
  ...{ id: "OWN-1", name: "Tank very low", types: ["booster-pump-set"], priority: "medium" },
  when: { kind: "below", point: "tank_level", limit: 15, deadband: 2 },
};
const reasons = { consequence: "No water", action: "Look at the tank", respondWithinMinutes: 30 };

const list = async () => (await supervisor.call("GET /api/rules", "/api/rules")).json().items as RuleView[];
const detail = async (id: string) =>
  (await supervisor.call("GET /api/rules/{id}", `/api/rules/${id}`)).json<RuleDetail>();
const write = (rule: object, who = supervisor) => who.call("POST /api/rules", "/api/rules", { rule });
const rewrite = (id: string, change: object) =>
  supervisor.call("PUT /api/rules/{id}", `/api/rules/${id}`, { rule: { ...own, id, ...change } });
const bring = (id: string, to: string, version?: number, who = supervisor) =>
  who.call("POST /api/rules/{id}/state", `/api/rules/${id}/state`, { to, version });
const decide = (id: string, decision: string, who: Caller) =>
  who.call("POST /api/rules/{id}/proposal", `/api/rules/${id}/proposal`, { decision });
const judged = () => platform.book.ruleSet().rules.map(({ id, version, state }) => `${id} v${version} ${state}`);

describe("the life of a rule", () => {
  test("the rules of the product are in force from the start", async () => {
    expect((await list()).map(({ id, state, source, overrides }) => [id, state, source, overrides.length])).toEqual([
      ["PMP-01", "active", "default", 0],
      ["PMP-03", "active", "default", 0],
      ["PMP-17", "active", "default", 0],
    ]);
  });

  test("draft, shadow, active, retired; each is told to the judge", async () => {
    expect((await write({ ...own, ...reasons })).statusCode).toBe(200);
    expect(judged()).not.toContain("OWN-1 v1 draft");
    await bring("OWN-1", "shadow");
    expect(judged()).toContain("OWN-1 v1 shadow");
    await bring("OWN-1", "active");
    expect(judged()).toContain("OWN-1 v1 active");
    await bring("OWN-1", "retired");
    expect(judged().join()).not.toContain("OWN-1");
    expect((await bring("OWN-1", "retired")).json().code).toBe("rule-step-refused");
  });

  test("without consequence, action and time to respond nothing goes into force", async () => {
    await write(own);
    const answer = await bring("OWN-1", "active");
    expect(answer.statusCode).toBe(422);
    expect(answer.json().code).toBe("rule-not-ready");
    expect(answer.json().errors.map(({ path }: { path: string }) => path)).toEqual([
      "consequence",
      "action",
      "respondWithinMinutes",
    ]);
    expect((await detail("OWN-1")).state).toBe("draft");
  });

  test("another version is tried in shadow beside the one in force, and takes its place", async () => {
    const made = await rewrite("PMP-03", { ...reasons });
    expect(made.json<RuleDetail>()).toMatchObject({ version: 1, state: "active", draftVersion: 2 });
    await bring("PMP-03", "shadow", 2);
    expect(judged()).toEqual(expect.arrayContaining(["PMP-03 v1 active", "PMP-03~2 v2 shadow"]));
    await bring("PMP-03", "active", 2);
    expect(judged().filter((one) => one.startsWith("PMP-03"))).toEqual(["PMP-03 v2 active"]);
    const after = await detail("PMP-03");
    expect(after).toMatchObject({ source: "own", version: 2, defaultVersion: 1 });
    expect(after.versions.map(({ state }) => state)).toEqual(["retired", "active"]);
    // Back to the product's own.
    await bring("PMP-03", "active", 1);
    expect(judged()).toContain("PMP-03 v1 active");
  });

  test("a draft is replaced, what was in force is not", async () => {
    await rewrite("PMP-03", { ...reasons });
    await rewrite("PMP-03", { ...reasons, onDelaySeconds: 5 });
    expect((await detail("PMP-03")).versions).toHaveLength(2);
    await bring("PMP-03", "active", 2);
    await rewrite("PMP-03", { ...reasons, onDelaySeconds: 7 });
    const after = await detail("PMP-03");
    expect(after.versions.map(({ state }) => state)).toEqual(["retired", "active", "draft"]);
    const diff = await supervisor.call("GET /api/rules/{id}/diff", "/api/rules/PMP-03/diff?from=2&to=3");
    const lines = (diff.json().lines as { op: string; text: string }[]).filter(({ op }) => op !== "same");
    expect(lines).toEqual([
      { op: "removed", text: "onDelaySeconds: 5" },
      { op: "added", text: "onDelaySeconds: 7" },
    ]);
  });

  test("survives a restart", async () => {
    await rewrite("PMP-03", { ...reasons });
    await bring("PMP-03", "active", 2);
    const { RuleBook } = await import("./book.ts");
    const { database, platform: parts } = platform;
    const again = await RuleBook.load({ database, estate: parts.sites.estate, pack }, 0);
    expect(again.all()).toEqual(platform.book.all());
  });
});

describe("life safety", () => {
  test("one proposes, another approves; nobody approves their own", async () => {
    await supervisor.call("PUT /api/rules/{id}", "/api/rules/PMP-17", {
      rule: { ...own, ...reasons, id: "PMP-17", lifeSafety: true },
    });
    const proposed = await bring("PMP-17", "active", 2);
    expect(proposed.json<RuleDetail>()).toMatchObject({ version: 1, proposal: { by: "supervisor" } });
    expect(judged()).toContain("PMP-17 v1 active");
    expect((await decide("PMP-17", "approve", supervisor)).json().code).toBe("rule-approval-by-another");
    expect((await bring("PMP-17", "retired", 1, admin)).json().code).toBe("rule-proposal-open");
    expect((await rewrite("PMP-17", {})).json().code).toBe("rule-proposal-open");
    const approved = (await decide("PMP-17", "approve", admin)).json<RuleDetail>();
    expect(approved.versions.at(-1)).toMatchObject({ state: "active", stateBy: "supervisor", approvedBy: "admin" });
    expect(judged()).toContain("PMP-17 v2 active");
  });

  test.each([
    ["retiring it", () => bring("PMP-17", "retired")],
    [
      "a site's own delay",
      () =>
        supervisor.call("PUT /api/rules/{id}/overrides/{site}", "/api/rules/PMP-17/overrides/harbour-court", {
          ...{ values: { onDelaySeconds: 60 }, reason: "Splashes" },
        }),
    ],
  ])("%s waits for a second person, and can be refused", async (_, ask) => {
    const before = JSON.stringify(platform.book.ruleSet().rules);
    expect((await ask()).json<RuleDetail>().proposal).toBeDefined();
    expect((await decide("PMP-17", "refuse", admin)).json<RuleDetail>().proposal).toBeUndefined();
    expect(JSON.stringify(platform.book.ruleSet().rules)).toBe(before);
  });
});

describe("what a site has differently", () => {
  const put = (id: string, values: object) =>
    supervisor.call("PUT /api/rules/{id}/overrides/{site}", `/api/rules/${id}/overrides/harbour-court`, {
      ...{ values, reason: "A small tank" },
    });
  const atSite = (id: string) => {
    const { rules, forSite } = platform.book.ruleSet();
    const rule = rules.find((one) => one.id === id);
    return rule && [forSite(rule, "harbour-court"), forSite(rule, "lab") === rule];
  };

  test("its own limit and delay, nobody else's; and back", async () => {
    expect((await put("PMP-03", { "when.limit": 30, onDelaySeconds: 90, priority: "high" })).statusCode).toBe(200);
    expect(atSite("PMP-03")).toMatchObject([{ when: { limit: 30 }, onDelaySeconds: 90, priority: "high" }, true]);
    expect((await list()).find(({ id }) => id === "PMP-03")?.overrides).toMatchObject([{ reason: "A small tank" }]);
    await supervisor.call("DELETE /api/rules/{id}/overrides/{site}", "/api/rules/PMP-03/overrides/harbour-court");
    expect(atSite("PMP-03")).toMatchObject([{ when: { limit: 20 } }, true]);
  });

  test.each([
    ["what the rule does not say", { "when.high": 3 }, "rule-override-unknown"],
    ["what it looks at", { "when.point": 3 }, "rule-override-unknown"],
    ["a number for a priority", { priority: 3 }, "rule-override-unknown"],
    ["what cannot be", { "when.limit": 3_000 }, "rule-not-ready"],
  ])("never %s", async (_, values, code) => {
    expect((await put("PMP-03", values)).json().code).toBe(code);
  });

  test("stays when the rule is written anew, and is told when it is lost", async () => {
    await put("PMP-03", { "when.limit": 30 });
    await rewrite("PMP-03", { ...reasons, when: { kind: "no-data", seconds: 60 } });
    await bring("PMP-03", "active", 2);
    const { overrides, problems } = await detail("PMP-03");
    expect(overrides).toHaveLength(1);
    expect(problems).toMatchObject([{ code: "override-without-number", path: "when.limit", detail: "harbour-court" }]);
  });
});

describe("who may", () => {
  test("an operator reads and changes nothing; who manages some sites changes no rule of all", async () => {
    const operator = await platform.as("operator");
    expect((await operator.call("GET /api/rules", "/api/rules")).statusCode).toBe(200);
    expect((await write(own, operator)).statusCode).toBe(403);
    const person = { username: "local", name: "L", roles: ["supervisor"], sites: ["lab"], password: "long enough" };
    await admin.call("POST /api/people", "/api/people", person);
    const local = await platform.as("local", "long enough");
    expect((await write(own, local)).statusCode).toBe(403);
    expect((await bring("PMP-03", "retired", 1, local)).statusCode).toBe(403);
  });

  test("every change is in the audit trail, a check is not", async () => {
    await write({ ...own, ...reasons });
    await supervisor.call("POST /api/rules/validate", "/api/rules/validate", { rule: own });
    await bring("OWN-1", "active");
    const trail = (await admin.call("GET /api/audit", "/api/audit?by=supervisor")).json().items;
    const rules = trail.map(({ action }: { action: string }) => action).filter((one: string) => one.includes("rules"));
    expect(rules).toEqual(["POST /api/rules/{id}/state", "POST /api/rules"]);
  });
});

describe("files", () => {
  const take = (text: string, query = "") => admin.call("POST /api/rules/import", `/api/rules/import${query}`, text);
  const give = async () => (await admin.call("GET /api/rules/export", "/api/rules/export")).body;

  test("what was exported changes nothing when it is imported", async () => {
    const file = await give();
    const answer = (await take(file)).json<RuleImport>();
    expect(answer.rules.map(({ change }) => change)).toEqual(["same", "same", "same"]);
    expect((await list()).map(({ draftVersion }) => draftVersion)).toEqual([undefined, undefined, undefined]);
  });

  test("the differences first, then as drafts or in force; life safety waits", async () => {
    const file = (await give())
      .replaceAll("onDelaySeconds: 10", "onDelaySeconds: 11")
      .replaceAll("onDelaySeconds: 3\n", "onDelaySeconds: 4\n");
    const dry = (await take(file, "?dry=true")).json<RuleImport>();
    expect(dry.applied).toBe(false);
    expect(dry.rules.map(({ id, change }) => [id, change])).toEqual([
      ["PMP-01", "same"],
      ["PMP-03", "changed"],
      ["PMP-17", "changed"],
    ]);
    expect(await detail("PMP-03")).toMatchObject({ version: 1, versions: [{}] });
    await take(file, "?activate=true");
    expect(await detail("PMP-03")).toMatchObject({ version: 2, state: "active", onDelaySeconds: 11 });
    expect(await detail("PMP-17")).toMatchObject({ version: 1, proposal: { change: { version: 2, to: "active" } } });
  });

  test("a faulty file is told every fault with its line, and nothing of it is taken", async () => {
    const file =
      "rules:\n  - id: OWN-1\n    name: A\n    types: [pump]\n    priority: grave\n    colour: red\n    when: { kind: above, point: flow }\n";
    const answer = await take(file);
    expect(answer.json().code).toBe("file-invalid");
    const faults = answer.json().errors.map(({ path, line }: { path: string; line: number }) => [path, line]);
    expect(faults).toEqual([
      ["rules.0.priority", 5],
      ["rules.0.colour", 6],
      ["rules.0.when.limit", 7],
    ]);
    expect(platform.book.find("OWN-1")).toBeUndefined();
  });
});

describe("a check", () => {
  const check = async (body: object) =>
    (await supervisor.call("POST /api/rules/validate", "/api/rules/validate", body)).json();

  test("tells each problem with its place, in the expression and in the text", async () => {
    const yaml =
      'id: OWN-1\nname: A\ntypes: [booster-pump-set]\npriority: low\nwhen:\n  kind: expression\n  cel: "tank_level < 3 &&\\n  nonsense > 2"\n';
    const { problems, rule } = await check({ yaml });
    expect(rule).toMatchObject({ id: "OWN-1", onDelaySeconds: 0 });
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: "expression-type", path: "when.cel", line: 2, column: 3, fileLine: 7 }),
        expect.objectContaining({ code: "no-action", path: "action" }),
      ]),
    );
  });

  test("says where a text is no YAML", async () => {
    expect((await check({ yaml: "id: A\nname: [" })).problems).toMatchObject([{ code: "not-readable", fileLine: 2 }]);
  });

  test("runs the rule's own examples", async () => {
    const examples = [
      { given: { tank_level: "50 1m, 5 1m" }, expect: "1m raised" },
      { given: { tank_level: "50 1m" }, expect: "1m raised" },
    ];
    const { examples: results, problems } = await check({ rule: { ...own, ...reasons, examples } });
    expect(results.map(({ passed }: { passed: boolean }) => passed)).toEqual([true, false]);
    expect(problems).toMatchObject([{ code: "example-failed", severity: "warning", path: "examples.1" }]);
  });
});
