import { CannotStart } from "../cannot-start.ts";

export interface InfluxAddress {
  /** `http:` or `https:`, without a slash at its end. */
  readonly url: string;
  /** A bucket, where the server has buckets. */
  readonly database: string;
  /** The header, where the server asks who comes. */
  readonly authorization: string | undefined;
}

/**
 * `influxdb://user:password@host:8086/database`; `influxdb://token@host:8086/bucket` with a token; `influxdbs:` over TLS. Throws
 * `CannotStart`, never with the password in it.
 */
export function influxAddress(scheme: "influxdb:" | "influxdbs:", rest: string): InfluxAddress {
  const parsed = URL.parse(`${scheme === "influxdbs:" ? "https:" : "http:"}${rest}`);
  if (!rest.startsWith("//") || !parsed?.hostname) throw wrong(scheme, "names no host");
  const database = decoded(parsed.pathname.slice(1), scheme);
  // Without a slash: InfluxDB 2 and 3 read one as the border between database and retention policy.
  if (!/^[\w.-]+$/.test(database)) throw wrong(scheme, "names no database of letters, digits and . _ -");
  if (parsed.search || parsed.hash) throw wrong(scheme, "has something behind the database");
  const user = decoded(parsed.username, scheme);
  const password = decoded(parsed.password, scheme);
  return { url: parsed.origin, database, authorization: authorizationOf(user, password) };
}

/** Basic is what every generation takes from a user, Token what 2 and 3 take from a program. */
function authorizationOf(user: string, password: string): string | undefined {
  if (user === "") return undefined;
  if (password === "") return `Token ${user}`;
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

function decoded(part: string, scheme: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw wrong(scheme, "has a % that begins no escaped character", cause);
  }
}

function wrong(scheme: string, what: string, cause?: unknown): CannotStart {
  const form = `${scheme}//user:password@host:8086/database`;
  return new CannotStart(`PLANTROOM_READINGS_URL ${what}; its form is ${form}, or ${scheme}//token@host:8086/bucket.`, {
    cause,
  });
}
