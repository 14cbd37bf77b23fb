import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a request may change something on behalf of the person whose cookie it carries. Browsers tell where it came from in
 * `Sec-Fetch-Site` and `Origin`; a client that sends neither is no browser and cannot have been tricked.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  return headers.origin === undefined || isOurs(headers.origin, headers.host);
}

/** Whether the origin is the address asked; `null` is the origin of sandboxed frames and local files, and never is. */
function isOurs(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  const asked = `${from.protocol}//${host}`;
  // Compared as URLs: one side may name the protocol's own port and the other leave it out.
  return URL.canParse(asked) && new URL(asked).host === from.host;
}
