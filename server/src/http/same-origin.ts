import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a request may change something on behalf of the person whose cookie it carries. Browsers tell where it came from in
 * `Sec-Fetch-Site` and `Origin`; a client that sends neither is no browser and cannot have been tricked.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  return headers.origin === undefined || hostOf(headers.origin) === headers.host;
}

/** Undefined for `null`, the origin of sandboxed frames and local files. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
