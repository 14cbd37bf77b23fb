import { createHash } from "node:crypto";
import type { PushPayload } from "@plantroom/model/notifications/formats/push.ts";
import { hour, type Instant, second } from "@plantroom/model/time.ts";
import type { OutgoingRequests } from "./outgoing.ts";
import type { OwnKeys } from "./own-keys.ts";
import { encrypted, type PushKeys } from "./push-encryption.ts";
import { delivered, failed, type Sent } from "./sent.ts";
import { vapidAuthorization } from "./vapid.ts";

export interface PushMessage {
  readonly endpoint: string;
  readonly keys: PushKeys;
  readonly payload: PushPayload;
  readonly urgent: boolean;
}

/** A message that nobody was there for is of no use later. */
const keptFor = hour / second;

/** Sends to one browser by its push service. */
export async function sendPush(
  outgoing: OutgoingRequests,
  vapid: OwnKeys["vapid"],
  subject: string,
  { endpoint, keys, payload, urgent }: PushMessage,
  now: Instant,
): Promise<Sent> {
  const answer = await outgoing.post({
    url: endpoint,
    headers: {
      "content-type": "application/octet-stream",
      "content-encoding": "aes128gcm",
      authorization: vapidAuthorization(endpoint, vapid, subject, now),
      ttl: String(keptFor),
      urgency: urgent ? "high" : "normal",
      // The same message sent twice takes the place of the first, where that still waits (RFC 8030, 5.4).
      topic: createHash("sha256").update(payload.key).digest("base64url").slice(0, 32),
    },
    body: encrypted(JSON.stringify(payload), keys),
  });
  if (answer.kind !== "answered") return failed(answer.problem, answer.kind === "failed");
  if (answer.status >= 200 && answer.status < 300) return delivered;
  const problem = `the push service answered ${answer.status}`;
  if (answer.status === 404 || answer.status === 410) return { ok: false, retry: false, problem, gone: true };
  return failed(problem, answer.status === 429 || answer.status >= 500);
}
