import { defaultPolicy } from "@plantroom/model/escalation/default-policy.ts";
import { day, hour, iso } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { redacted } from "../audit/redacted.ts";
import type { Person } from "../people/person.ts";
import { noon, Sink, TestNotifications } from "./fixture.ts";

const olga: Person = { username: "olga", name: "olga", roles: ["operator"] };
const sam: Person = { username: "sam", name: "sam", roles: ["supervisor"] };
const local: Person = { username: "ada", name: "ada", roles: ["administrator"], sites: ["harbour"] };
const mail = {
  kind: "smtp",
  name: "Mail",
  enabled: true,
  locale: "en",
  host: "127.0.0.1",
  port: 25,
  security: "none",
  username: "robot",
  from: "plant@example.com",
} as const;

let test_: TestNotifications;
beforeEach(async () => {
  test_ = await TestNotifications.start();
});
afterEach(() => test_.close());
const hook = (url: string) =>
  ({
    kind: "webhook",
    name: "Ops",
    enabled: true,
    locale: "zh-Hant",
    format: "generic",
    secrets: { url, signing: "shared-word" },
  }) as const;

describe("channels", () => {
  test("keep their secrets: not in answers, not in the database, not in the trail", async () => {
    const url = "http://127.0.0.1:9/hook?key=hidden-word";
    const made = await test_.channel(hook(url));
    expect(made).toMatchObject({ host: "127.0.0.1:9", hasSigning: true, health: { state: "unused" } });
    const listed = await test_.call("GET /api/notification-channels");
    const rows = await test_.database.selectFrom("notificationChannels").selectAll().execute();
    const trail = redacted(hook(url));
    for (const seen of [made, listed, rows, trail]) expect(JSON.stringify(seen)).not.toMatch(/hidden-word|shared-word/);
  });

  test("secrets that are left out stay, an empty one is removed", async () => {
    const { id } = await test_.channel({ ...mail, secrets: { password: "word" } });
    const put = (secrets: { password?: string }) =>
      test_.call("PUT /api/notification-channels/{id}", { params: { id }, body: { ...mail, secrets } });
    expect(await put({})).toMatchObject({ hasPassword: true });
    expect(await put({ password: "" })).toMatchObject({ hasPassword: false });
  });

  test.each([
    ["a webhook without an address", { ...hook("http://127.0.0.1/"), secrets: {} }, "channel-incomplete"],
    ["a webhook to a private address", hook("http://10.0.0.1/"), "address-refused"],
    ["a webhook to the metadata of a cloud", hook("http://169.254.169.254/latest"), "address-refused"],
    ["a private mail server", { ...mail, host: "192.168.1.1", secrets: {} }, "address-refused"],
  ] as const)("%s is refused", async (_, input, code) => {
    await expect(test_.channel(input)).rejects.toMatchObject({ code });
  });

  test("a test message says how it went", async () => {
    const sink = await Sink.listen();
    const { id } = await test_.channel(hook(sink.url));
    const tried = () => test_.call("POST /api/notification-channels/{id}/test", { params: { id } });
    expect(await tried()).toEqual({ delivered: true });
    expect(sink.heard[0]?.body.toString()).toContain("Plantroom 測試訊息");
    sink.answer = { status: 500, body: "" };
    expect(await tried()).toEqual({ delivered: false, problem: "the receiver answered 500" });
    await sink.close();
  });

  test("who manages some sites does not manage what serves all", async () => {
    await expect(test_.call("GET /api/notification-channels", { as: local })).rejects.toMatchObject({
      code: "not-allowed",
    });
    const body = { ...defaultPolicy };
    const put = test_.call("PUT /api/escalation-policies/{id}", { as: local, params: { id: "default" }, body });
    await expect(put).rejects.toMatchObject({ code: "not-allowed" });
  });

  test.each(["10.0.0.0/40", "example.com"])("%s is no network", async (network) => {
    const put = test_.call("PUT /api/notification-settings", { body: { baseUrl: "", allowedNetworks: [network] } });
    await expect(put).rejects.toMatchObject({ code: "request-invalid" });
  });
});

describe("what one was told", () => {
  test("is one's own, newest first, until it is read", async () => {
    await test_.raise("a");
    await test_.settled();
    test_.clock.advance(hour);
    await test_.raise("b");
    await test_.settled();
    const mine = () => test_.call("GET /api/notifications", { as: olga, query: { limit: 10, unread: "false" } });
    expect((await mine()).items.map(({ path }) => path)).toEqual(["/alarms?alarm=b", "/alarms?alarm=a"]);
    expect((await mine()).unread).toBe(2);
    await test_.call("POST /api/notifications/read", { as: olga, body: { until: iso(noon) } });
    expect((await mine()).unread).toBe(1);
    const others = await test_.call("GET /api/notifications", { query: { limit: 10, unread: "false" } });
    expect(others.items.map(({ path }) => path)).not.toContain("/alarms?alarm=b");
  });

  test("a test message goes every way that one has chosen", async () => {
    expect(await test_.call("POST /api/notifications/test", { as: olga })).toEqual({
      results: [{ medium: "in-app", recipient: "olga" }],
    });
  });

  test("another's alarm has no log", async () => {
    await test_.raise("a");
    const stranger = { ...olga, sites: ["replayed"] };
    const asked = test_.call("GET /api/alarms/{id}/notifications", { as: stranger, params: { id: "a" } });
    await expect(asked).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("rosters", () => {
  const layer = {
    ...{ id: "l", name: "L", people: ["sam", "mia"], rotation: "daily", every: 1, handOffAt: "08:00" },
    ...{ startsOn: "2026-01-01", days: "every-day" },
  } as const;
  const roster = { id: "leads", name: "Leads", timeZone: "Asia/Taipei", layers: [layer], gapsAllowed: false };
  const put = (body: object) => test_.call("PUT /api/rosters/{id}", { params: { id: "leads" }, body });

  test("tell who is on call now and in the coming days, with those who stand in", async () => {
    await put(roster);
    const body = { from: iso(noon), to: iso(noon + hour), username: "olga", reason: "ill" };
    const { id } = await test_.call("POST /api/rosters/{id}/overrides", { as: sam, params: { id: "leads" }, body });
    const duty = async () => {
      const { items } = await test_.call("GET /api/on-call", { as: olga, query: { days: 2 } });
      return items.find((one) => one.roster === "leads");
    };
    expect(await duty()).toMatchObject({ now: { username: "olga", kind: "override" } });
    await put(roster);
    expect((await duty())?.overrides).toHaveLength(1);
    const params = { id: "leads", override: id };
    await test_.call("DELETE /api/rosters/{id}/overrides/{override}", { as: sam, params });
    const shifts = (await duty())?.shifts ?? [];
    expect(shifts.map((shift) => shift.duty?.username)).toHaveLength(3);
    expect(shifts.at(-1)?.to).toBe(iso(noon + 2 * day));
  });

  test("with nobody on them say so", async () => {
    const { items } = await test_.call("GET /api/on-call", { query: { days: 1 } });
    expect(items.find((one) => one.roster === "shift-lead")?.shifts).toEqual([
      { from: iso(noon), to: iso(noon + day) },
    ]);
  });

  test.each([
    ["time zone", { timeZone: "Mars/Olympus" }],
    ["calendar", { calendar: "mars" }],
    ["person", { layers: [{ ...layer, people: ["nobody"] }] }],
    ["layer", { layers: [layer, layer] }],
  ])("with a wrong %s are refused", async (_, change) => {
    await expect(put({ ...roster, ...change })).rejects.toMatchObject({ code: "roster-invalid" });
  });

  test("calendars come with the program, and one changed here takes its place", async () => {
    const ids = async () => (await test_.call("GET /api/work-calendars")).items.map(({ id }) => id);
    expect(await ids()).toEqual(["tw", "cn"]);
    await test_.call("PUT /api/work-calendars/{id}", {
      params: { id: "tw" },
      body: { id: "tw", name: "Ours", years: [] },
    });
    expect(await ids()).toEqual(["cn", "tw"]);
  });
});
