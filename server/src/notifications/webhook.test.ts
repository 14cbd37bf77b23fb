import { createHmac } from "node:crypto";
import { webhookFormats } from "@plantroom/model/notifications/channel.ts";
import { wordingOf } from "@plantroom/model/notifications/message.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Sink } from "./fixture.ts";
import { testMessage } from "./inbox-handlers.ts";
import { OutgoingRequests } from "./outgoing.ts";
import { sendWebhook, webhookPost } from "./webhook.ts";

const now = 1_599_360_473_000;
const message = { ...testMessage("Ops", now, ""), key: "k" };
const wording = wordingOf(message, "en");
const hmac = (key: string, text: string) => createHmac("sha256", key).update(text).digest();

describe("signatures", () => {
  const to = { url: "https://hook.example/send?access_token=t", signing: "secret" };
  test("generic: of time and body, in a header", () => {
    const { headers, body } = webhookPost({ ...to, format: "generic" }, message, wording, now);
    const signature = hmac("secret", `${now}.${String(body)}`).toString("hex");
    expect(headers).toMatchObject({ "x-plantroom-signature": `sha256=${signature}`, "idempotency-key": "k" });
  });
  test("DingTalk: in the address, beside its token", () => {
    const { searchParams } = new URL(webhookPost({ ...to, format: "dingtalk" }, message, wording, now).url);
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ access_token: "t", timestamp: String(now), sign: hmac("secret", `${now}\nsecret`).toString("base64") },
    });
  });
  test("Feishu: in the body, by seconds, with the text as the key", () => {
    const { body } = webhookPost({ ...to, format: "feishu" }, message, wording, now);
    expect(JSON.parse(String(body))).toMatchObject({
      ...{ timestamp: "1599360473", sign: hmac("1599360473\nsecret", "").toString("base64") },
    });
  });
  test.each(webhookFormats)("%s: none without a secret", (format) => {
    const post = webhookPost({ ...to, format, signing: "" }, message, wording, now);
    expect(JSON.stringify(post)).not.toMatch(/sign(ature)?["=]/);
  });
});

describe("answers", () => {
  let sink: Sink;
  beforeEach(async () => {
    sink = await Sink.listen();
  });
  afterEach(() => sink.close());

  test.each([
    ["wecom", 200, '{"errcode":0,"errmsg":"ok"}', { ok: true }],
    ["wecom", 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', { ok: false, retry: true }],
    [
      "dingtalk",
      200,
      '{"errcode":310000,"errmsg":"sign not match"}',
      { ok: false, problem: "the receiver answered 310000 sign not match" },
    ],
    ["feishu", 200, '{"code":0,"msg":"success","data":{}}', { ok: true }],
    ["feishu", 200, '{"StatusCode":0,"StatusMessage":"success"}', { ok: true }],
    ["feishu", 200, '{"code":19021,"msg":"sign match fail"}', { ok: false }],
    ["feishu", 200, "<html>a proxy</html>", { ok: false }],
    ["slack", 200, "ok", { ok: true }],
    ["slack", 403, "invalid_token", { ok: false, retry: false }],
    ["teams", 202, "", { ok: true }],
    ["generic", 204, "", { ok: true }],
    ["generic", 302, "", { ok: false, retry: false }],
    ["generic", 429, "", { ok: false, retry: true }],
    ["generic", 500, "", { ok: false, retry: true }],
  ] as const)("%s answers %i %s", async (format, status, body, expected) => {
    sink.answer = { status, body };
    const outgoing = new OutgoingRequests({ allowed: async () => ["127.0.0.1"] });
    const to = { format, url: `${sink.url}/hook`, signing: "" };
    expect(await sendWebhook(outgoing, to, message, wording, now)).toMatchObject(expected);
  });
});
