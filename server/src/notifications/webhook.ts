import { createHmac } from "node:crypto";
import type { WebhookFormat } from "@plantroom/model/notifications/channel.ts";
import { genericBody } from "@plantroom/model/notifications/formats/generic.ts";
import { dingtalkBody, feishuBody, wecomBody } from "@plantroom/model/notifications/formats/group-robots.ts";
import { slackBody } from "@plantroom/model/notifications/formats/slack.ts";
import { teamsBody } from "@plantroom/model/notifications/formats/teams.ts";
import type { Message, Wording } from "@plantroom/model/notifications/message.ts";
import { type Instant, second } from "@plantroom/model/time.ts";
import type { OutgoingPost, OutgoingRequests } from "./outgoing.ts";
import { delivered, failed, type Sent } from "./sent.ts";

export interface WebhookAddress {
  readonly format: WebhookFormat;
  readonly url: string;
  /** Signs, where the receiver checks; empty: unsigned. */
  readonly signing: string;
}

/** Sends to one webhook and reads from its answer whether it was taken. */
export async function sendWebhook(
  outgoing: OutgoingRequests,
  to: WebhookAddress,
  message: Message,
  wording: Wording,
  now: Instant,
): Promise<Sent> {
  const answer = await outgoing.post(webhookPost(to, message, wording, now));
  if (answer.kind !== "answered") return failed(answer.problem, answer.kind === "failed");
  const { status, body } = answer;
  if (status < 200 || status >= 300) {
    return failed(`the receiver answered ${status}`, status === 408 || status === 429 || status >= 500);
  }
  const refusal = refusalOf(to.format, body);
  // These receivers answer 200 whatever happened; most of their refusals are of a rate.
  return refusal === undefined ? delivered : failed(`the receiver answered ${refusal}`, true);
}

/** The request as it goes out, with the signature that each receiver wants. */
export function webhookPost(
  { format, url, signing }: WebhookAddress,
  message: Message,
  wording: Wording,
  now: Instant,
): OutgoingPost {
  const json = { "content-type": "application/json; charset=utf-8", "idempotency-key": message.key };
  switch (format) {
    case "generic": {
      const body = JSON.stringify(genericBody(message, wording));
      const timestamp = String(now);
      const signature = hmac(signing, `${timestamp}.${body}`).toString("hex");
      const signed = { "x-plantroom-timestamp": timestamp, "x-plantroom-signature": `sha256=${signature}` };
      return { url, headers: { ...json, ...(signing !== "" && signed) }, body };
    }
    case "dingtalk": {
      const address = new URL(url);
      if (signing !== "") {
        address.searchParams.set("timestamp", String(now));
        address.searchParams.set("sign", hmac(signing, `${now}\n${signing}`).toString("base64"));
      }
      return { url: address.href, headers: json, body: JSON.stringify(dingtalkBody(wording)) };
    }
    case "feishu": {
      const timestamp = String(Math.floor(now / second));
      // The text is the key here, and nothing is what is signed.
      const sign = hmac(`${timestamp}\n${signing}`, "").toString("base64");
      const body = { ...(signing !== "" && { timestamp, sign }), ...feishuBody(wording) };
      return { url, headers: json, body: JSON.stringify(body) };
    }
    case "wecom":
      return { url, headers: json, body: JSON.stringify(wecomBody(wording)) };
    case "slack":
      return { url, headers: json, body: JSON.stringify(slackBody(wording)) };
    case "teams":
      return { url, headers: json, body: JSON.stringify(teamsBody(wording)) };
  }
}

/** What the robots of WeCom, DingTalk (`errcode`) and Feishu (`code`, older `StatusCode`) answer. */
interface RobotAnswer {
  readonly errcode?: unknown;
  readonly code?: unknown;
  readonly StatusCode?: unknown;
  readonly errmsg?: unknown;
  readonly msg?: unknown;
}

/** What a receiver that answers 200 to everything says in its body; undefined: it was taken. */
function refusalOf(format: WebhookFormat, body: string): string | undefined {
  if (format !== "wecom" && format !== "dingtalk" && format !== "feishu") return undefined;
  const answer = robotAnswer(body);
  const code = answer.errcode ?? answer.code ?? answer.StatusCode;
  if (code === 0) return undefined;
  const words = answer.errmsg ?? answer.msg;
  return `${String(code ?? "something unknown")} ${typeof words === "string" ? words.slice(0, 120) : ""}`.trim();
}

function robotAnswer(body: string): RobotAnswer {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function hmac(key: string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
