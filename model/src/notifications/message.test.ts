import { describe, expect, test } from "vitest";
import { priorities } from "../alarms/priority.ts";
import { locales } from "../text.ts";
import { genericBody } from "./formats/generic.ts";
import { dingtalkBody, feishuBody, wecomBody } from "./formats/group-robots.ts";
import { mailOf } from "./formats/mail.ts";
import { pushPayload } from "./formats/push.ts";
import { slackBody } from "./formats/slack.ts";
import { teamsBody } from "./formats/teams.ts";
import { type Message, type MessageAlarm, messageKinds, wordingOf } from "./message.ts";

const at = Date.UTC(2026, 10, 23, 4);
const alarm: MessageAlarm = {
  ...{ id: "a1", site: "harbour", equipment: "pump-1", rule: "PMP-04", priority: "critical", raisedAt: at },
  siteName: { name: "Harbour Court", names: { "zh-Hant": "海港苑", "zh-Hans": "海港苑" } },
  equipmentName: { name: "Pump 1", names: { "zh-Hant": "1 號泵浦" } },
  ruleName: { en: "Low pressure", "zh-Hant": "壓力過低", "zh-Hans": "压力过低" },
  timeZone: "Asia/Taipei",
};
const message: Message = {
  ...{ key: "k1", kind: "raised", at, alarms: [alarm], count: 1 },
  ...{ path: "/alarms?alarm=a1", baseUrl: "https://plantroom.example/" },
};
const hostile: MessageAlarm = {
  ...alarm,
  siteName: { name: "<@all> [x](http://evil) \u202ereversed" },
  equipmentName: { name: "<script>alert(1)</script>\r\nBcc: x@example.com" },
};

describe("words", () => {
  test.each([
    ["en", "P1 Pump 1: Low pressure", "Raised at 12:00 at Harbour Court"],
    ["zh-Hant", "P1 1 號泵浦：壓力過低", "12:00 於海港苑發生"],
    ["zh-Hans", "P1 Pump 1：压力过低", "12:00 于海港苑发生"],
  ] as const)("in %s, in the site's time", (locale, title, line) => {
    expect(wordingOf(message, locale)).toEqual({
      ...{ title, lines: [line], priority: "critical" },
      link: { label: expect.any(String), url: "https://plantroom.example/alarms?alarm=a1" },
    });
  });

  test("of many: how many and the worst, ten by name and how many more", () => {
    const many = { ...message, count: 23, alarms: Array.from({ length: 12 }, () => alarm) };
    const { title, lines } = wordingOf(many, "en");
    expect(title).toBe("23 alarms, worst P1 Pump 1: Low pressure");
    expect(lines).toHaveLength(12);
    expect(lines.at(-1)).toBe("and 13 more");
  });

  test("without the address of the dashboard there is no link", () => {
    expect(wordingOf({ ...message, baseUrl: "" }, "en").link).toBeUndefined();
  });

  test.each(messageKinds.flatMap((kind) => locales.map((locale) => ({ kind, locale }))))(
    "$kind in $locale leaves no placeholder",
    ({ kind, locale }) => {
      const { title, lines } = wordingOf({ ...message, kind, about: "Ops" }, locale);
      expect([title, ...lines].join(" ")).not.toMatch(/[{}]/);
    },
  );

  test("a name is one line without control characters", () => {
    const { title, lines } = wordingOf({ ...message, alarms: [hostile] }, "en");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
    for (const line of [title, ...lines]) expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});

describe("forms", () => {
  const wording = wordingOf(message, "en");

  test("generic", () => {
    expect(genericBody(message, wording)).toEqual({
      ...{ key: "k1", kind: "raised", at: "2026-11-23T04:00:00.000Z", count: 1, priority: "critical" },
      ...{ title: "P1 Pump 1: Low pressure", text: "Raised at 12:00 at Harbour Court" },
      url: "https://plantroom.example/alarms?alarm=a1",
      alarms: [
        {
          ...{ id: "a1", site: "harbour", equipment: "pump-1", rule: "PMP-04", priority: "critical" },
          raisedAt: "2026-11-23T04:00:00.000Z",
        },
      ],
    });
  });
  test("WeCom", () => {
    expect(wecomBody(wording)).toEqual({
      msgtype: "markdown",
      markdown: {
        content:
          '<font color="warning">P1 Pump 1: Low pressure</font>\n> Raised at 12:00 at Harbour Court\n[Open Plantroom](https://plantroom.example/alarms?alarm=a1)',
      },
    });
  });
  test("DingTalk", () => {
    expect(dingtalkBody(wording)).toEqual({
      msgtype: "markdown",
      markdown: {
        title: "P1 Pump 1: Low pressure",
        text: "#### P1 Pump 1: Low pressure\n- Raised at 12:00 at Harbour Court\n\n[Open Plantroom](https://plantroom.example/alarms?alarm=a1)",
      },
    });
  });
  test("Feishu", () => {
    expect(feishuBody(wording)).toEqual({
      msg_type: "interactive",
      card: {
        config: { wide_screen_mode: true },
        header: { title: { tag: "plain_text", content: "P1 Pump 1: Low pressure" }, template: "red" },
        elements: [
          { tag: "div", text: { tag: "plain_text", content: "Raised at 12:00 at Harbour Court" } },
          {
            tag: "action",
            actions: [
              {
                ...{ tag: "button", text: { tag: "plain_text", content: "Open Plantroom" }, type: "primary" },
                url: "https://plantroom.example/alarms?alarm=a1",
              },
            ],
          },
        ],
      },
    });
  });
  test("Slack", () => {
    expect(slackBody(wording)).toEqual({
      text: "P1 Pump 1: Low pressure",
      blocks: [
        { type: "header", text: { type: "plain_text", text: "P1 Pump 1: Low pressure" } },
        { type: "section", text: { type: "plain_text", text: "Raised at 12:00 at Harbour Court" } },
        {
          type: "actions",
          elements: [
            {
              ...{ type: "button", text: { type: "plain_text", text: "Open Plantroom" } },
              url: "https://plantroom.example/alarms?alarm=a1",
            },
          ],
        },
      ],
    });
  });
  test("Teams", () => {
    expect(teamsBody(wording)).toEqual({
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          contentUrl: null,
          content: {
            $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
            type: "AdaptiveCard",
            version: "1.4",
            body: [
              {
                ...{ type: "TextBlock", text: "P1 Pump 1: Low pressure", wrap: true },
                ...{ weight: "Bolder", size: "Medium", color: "Attention" },
              },
              { type: "TextBlock", text: "Raised at 12:00 at Harbour Court", wrap: true, spacing: "Small" },
            ],
            actions: [
              { type: "Action.OpenUrl", title: "Open Plantroom", url: "https://plantroom.example/alarms?alarm=a1" },
            ],
          },
        },
      ],
    });
  });

  const nasty = wordingOf({ ...message, alarms: [hostile], baseUrl: "" }, "en");
  test.each([
    [
      "WeCom",
      () =>
        wecomBody(nasty)
          .markdown.content.replace(/<\/?font[^>]*>/g, "")
          .replaceAll(/^> /gm, ""),
    ],
    ["DingTalk", () => dingtalkBody(nasty).markdown.text],
    ["Teams", () => JSON.stringify(teamsBody(nasty).attachments[0]?.content.body.map(({ text }) => text))],
  ])("%s reads a name as text: no mention, no link", (_, body) => {
    expect(body().replace(/^\[|\]$/g, "")).not.toMatch(/<|>|\]\(/);
  });
  test("Slack's own text knows no mention", () => {
    expect(slackBody(nasty).text).toContain("&lt;script&gt;");
  });
  test("a mail's HTML is escaped and its subject is one line", () => {
    const { html, subject } = mailOf(nasty);
    expect(html).not.toContain("<script>");
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test.each(priorities)("the longest message of a flood fits everywhere (%s)", (priority) => {
    const long = {
      ...alarm,
      priority,
      equipmentName: { name: "泵".repeat(300) },
      ruleName: { ...alarm.ruleName, en: "規".repeat(300) },
    };
    const flood = { ...message, count: 5_000, alarms: Array.from({ length: 10 }, () => long) };
    const worst = wordingOf(flood, "en");
    const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;
    expect(new TextEncoder().encode(wecomBody(worst).markdown.content).length).toBeLessThanOrEqual(4_096);
    expect(bytesOf(pushPayload(flood, worst))).toBeLessThanOrEqual(3_000);
    expect(bytesOf(feishuBody(worst))).toBeLessThanOrEqual(20_000);
    expect(bytesOf(teamsBody(worst))).toBeLessThanOrEqual(28_000);
  });
});
