/** Carries the opaque session token; HttpOnly, SameSite=Lax. */
export const sessionCookie = "plantroom_session";

/** The session token in a `Cookie` header, for sockets, which have no Fastify request. */
export function sessionTokenOf(cookieHeader: string | undefined): string | undefined {
  for (const pair of cookieHeader?.split(";") ?? []) {
    const [name, value] = pair.split("=", 2);
    if (name?.trim() === sessionCookie && value) return value.trim();
  }
  return undefined;
}
