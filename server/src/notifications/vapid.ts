import { createPrivateKey, sign } from "node:crypto";
import { hour, type Instant, second } from "@plantroom/model/time.ts";
import type { OwnKeys } from "./own-keys.ts";

/** `Authorization` to a push service: who sends, for this service alone, for half a day (RFC 8292). */
export function vapidAuthorization(
  endpoint: string,
  { publicKey, privateKey }: OwnKeys["vapid"],
  subject: string,
  now: Instant,
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor((now + 12 * hour) / second), sub: subject };
  const signed = `${part({ typ: "JWT", alg: "ES256" })}.${part(claims)}`;
  const point = Buffer.from(publicKey, "base64url");
  const key = createPrivateKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      d: privateKey,
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
  const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" }).toString("base64url");
  return `vapid t=${signed}.${signature}, k=${publicKey}`;
}
