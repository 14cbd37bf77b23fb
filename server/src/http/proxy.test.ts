import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, test } from "vitest";
import { appOf, everyHandlerAway } from "./app-fixture.ts";

let app: FastifyInstance;
afterEach(() => app.close());

/** What the sign-in is told of where it came from. */
async function signIn(trustProxy: string | undefined, headers: Record<string, string>) {
  const seen: { address?: string } = {};
  app = await appOf({
    ...(trustProxy !== undefined && { trustProxy }),
    handlers: {
      ...everyHandlerAway,
      "DELETE /api/session": async ({ origin }) => {
        seen.address = origin.address;
        origin.setSession("token");
        return undefined;
      },
    },
  });
  const answer = await app.inject({
    method: "DELETE",
    url: "/api/session",
    cookies: { plantroom_session: "operator" },
    headers,
  });
  return { ...seen, status: answer.statusCode, cookie: String(answer.headers["set-cookie"] ?? "") };
}

const forwarded = {
  "x-forwarded-for": "203.0.113.7",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "plantroom.example",
  origin: "https://plantroom.example",
  host: "127.0.0.1:8080",
};

describe("what a proxy says", () => {
  test("of address, protocol and host holds when the proxy is named", async () => {
    const { address, status, cookie } = await signIn("10.0.0.0/8, 127.0.0.1", forwarded);
    expect({ address, status }).toEqual({ address: "203.0.113.7", status: 204 });
    expect(cookie).toContain("Secure");
  });

  test.each([
    ["nobody is named", undefined],
    ["another is named", "10.0.0.0/8"],
  ])("is not believed when %s", async (_, trustProxy) => {
    expect((await signIn(trustProxy, forwarded)).status).toBe(403); // the page's host is not the one asked
    await app.close();
    const { origin: _origin, ...withoutOrigin } = forwarded;
    const { address, cookie } = await signIn(trustProxy, withoutOrigin);
    expect(address).toBe("127.0.0.1");
    expect(cookie).not.toContain("Secure");
  });
});
