import { second } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sessionCookie } from "../http/cookie.ts";
import { TestPlatform } from "../platform-fixture.ts";

let house: TestPlatform;
beforeEach(async () => {
  house = await TestPlatform.start();
});
afterEach(() => house.close());

const guard = { username: "guard", name: "Night guard", roles: ["operator"], password: "long enough" };

describe("signing in", () => {
  test("answers who it is, what they may, and sets a cookie that scripts cannot read", async () => {
    const answer = await house.signIn("energy");
    expect(answer.json()).toMatchObject({
      person: { username: "energy", roles: ["energy-manager"] },
      demo: true,
      expiresAt: "2026-11-30T12:00:00.000Z",
    });
    expect(answer.json().permissions).toContain("energy.correct");
    expect(answer.json().permissions).not.toContain("people.manage");
    const cookie = answer.cookies.find(({ name }) => name === sessionCookie);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    expect(JSON.stringify(answer.json())).not.toContain(String(cookie?.value));
  });

  test.each([
    ["a wrong password", "operator", "wrong"],
    ["a name that nobody has", "nobody", "nobody"],
    ["an account that is switched off", "technician", "technician"],
  ])("with %s gets the same answer", async (_what, username, password) => {
    const technician = { username: "technician", name: "T", roles: ["technician" as const], disabled: true };
    await house.platform.people.change(technician, undefined);
    const answer = await house.signIn(username, password);
    expect(answer.json()).toEqual({
      type: "urn:plantroom:problem:sign-in-failed",
      title: "Sign in failed",
      status: 401,
      code: "sign-in-failed",
      detail: "User name or password is wrong.",
    });
    expect(answer.cookies).toEqual([]);
  });

  test("is slowed down after five failures, for the right password too, and goes on after the wait", async () => {
    for (let i = 0; i < 5; i++) expect((await house.signIn("operator", "wrong")).statusCode).toBe(401);
    const answer = await house.signIn("operator");
    expect(answer.json()).toMatchObject({ code: "too-many-attempts", values: { seconds: 1 } });
    expect(answer.headers["retry-after"]).toBe("1");
    house.clock.advance(second);
    expect((await house.signIn("operator")).statusCode).toBe(200);
  });

  test("again ends the session before", async () => {
    const before = await house.as("operator");
    const cookies = { [sessionCookie]: before.token };
    const payload = { username: "operator", password: "operator" };
    await house.app.inject({ method: "POST", url: "/api/session", cookies, payload });
    expect((await before.call("GET /api/session", "/api/session")).statusCode).toBe(401);
  });
});

test("signing out ends the session and takes the cookie back", async () => {
  const operator = await house.as("operator");
  const answer = await operator.call("DELETE /api/session", "/api/session");
  expect(answer.statusCode).toBe(204);
  expect(answer.cookies[0]).toMatchObject({ name: sessionCookie, value: "" });
  expect((await operator.call("GET /api/session", "/api/session")).statusCode).toBe(401);
});

test("a chosen language stays, and problems speak it", async () => {
  const operator = await house.as("operator");
  await operator.call("PUT /api/session/locale", "/api/session/locale", { locale: "zh-Hant" });
  expect((await operator.call("GET /api/people", "/api/people")).json().detail).toBe("您的角色無權執行此操作。");
  expect((await house.signIn("operator")).json().person.locale).toBe("zh-Hant");
});

describe("people", () => {
  test("are added, listed, and sign in", async () => {
    const admin = await house.as("admin");
    const added = await admin.call("POST /api/people", "/api/people", guard);
    expect(added.json()).toEqual({ username: "guard", name: "Night guard", roles: ["operator"] });
    expect((await house.signIn("guard", "long enough")).statusCode).toBe(200);
    const { items } = (await admin.call("GET /api/people", "/api/people?limit=2")).json();
    expect(items.map(({ username }: { username: string }) => username)).toEqual(["admin", "energy"]);
  });

  test.each([
    ["whose name is taken", { ...guard, username: "operator" }, 409, "already-exists"],
    ["without a password", { ...guard, password: undefined }, 422, "request-invalid"],
    ["with a short password", { ...guard, password: "short" }, 422, "request-invalid"],
    ["without a role", { ...guard, roles: [] }, 422, "request-invalid"],
    ["with a role of their own invention", { ...guard, roles: ["root"] }, 422, "request-invalid"],
    ["with a site that is not there", { ...guard, sites: ["nowhere"] }, 404, "not-found"],
    ["with a name that paths cannot hold", { ...guard, username: "a/b" }, 422, "request-invalid"],
  ])("%s are not added", async (_what, body, status, code) => {
    const answer = await (await house.as("admin")).call("POST /api/people", "/api/people", body);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  const changed = { username: "operator", name: "Olivia Chen", roles: ["operator"] };
  test.each([
    ["other roles", { ...changed, roles: ["technician"] }, 401],
    ["fewer sites", { ...changed, sites: ["lab"] }, 401],
    ["being switched off", { ...changed, disabled: true }, 401],
    ["a new password", { ...changed, password: "quite another one" }, 401],
    ["a new name", { ...changed, name: "Olivia" }, 200],
  ])("with %s: their sessions answer %#", async (_what, body, status) => {
    const admin = await house.as("admin");
    const operator = await house.as("operator");
    const ended: string[] = [];
    house.platform.sessions.onEnded((session) => ended.push(session));
    const answer = await admin.call("PUT /api/people/{username}", "/api/people/operator", body);
    expect(answer.statusCode).toBe(200);
    expect((await operator.call("GET /api/session", "/api/session")).statusCode).toBe(status);
    expect(ended).toHaveLength(status === 401 ? 1 : 0);
  });

  test("who is switched off while signing in stays out", async () => {
    const admin = await house.as("admin");
    const { people, sessions } = house.platform;
    const start = sessions.start.bind(sessions);
    sessions.start = async (...of) => {
      sessions.start = start;
      await admin.call("PUT /api/people/{username}", "/api/people/operator", { ...changed, disabled: true });
      return start(...of);
    };
    const answer = await house.signIn("operator");
    expect((await people.find("operator"))?.disabled).toBe(true);
    expect(answer.statusCode).toBe(401);
    expect(answer.cookies).toEqual([]);
  });

  test.each([
    ["the last administrator resigns", { username: "admin", name: "A", roles: ["operator"] }],
    [
      "the last administrator is switched off",
      { username: "admin", name: "A", roles: ["administrator"], disabled: true },
    ],
    [
      "the last administrator is bound to a site",
      { username: "admin", name: "A", roles: ["administrator"], sites: ["lab"] },
    ],
  ])("%s: refused", async (_what, body) => {
    const admin = await house.as("admin");
    const answer = await admin.call("PUT /api/people/{username}", "/api/people/admin", body);
    expect(answer.json().code).toBe("last-administrator");
  });

  test("two administrators who resign at once: one stays", async () => {
    const admin = await house.as("admin");
    const second = { username: "second", name: "S", roles: ["administrator"] };
    await admin.call("POST /api/people", "/api/people", { ...second, password: "long enough" });
    const resigns = (username: string) =>
      admin.call("PUT /api/people/{username}", `/api/people/${username}`, {
        ...{ username, name: "R", roles: ["operator"], password: "long enough" },
      });
    const answers = await Promise.all([resigns("second"), resigns("admin")]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });

  test("nobody changes their own role through their name", async () => {
    const admin = await house.as("admin");
    const body = { ...changed, username: "admin" };
    const answer = await admin.call("PUT /api/people/{username}", "/api/people/operator", body);
    expect(answer.json().errors[0].path).toBe("body.username");
  });
});

test("technicians are those who are here and can see the site", async () => {
  const admin = await house.as("admin");
  const lab = { ...guard, username: "lab-tech", roles: ["technician"], sites: ["lab"] };
  await admin.call("POST /api/people", "/api/people", lab);
  const names = async (query: string) =>
    (await admin.call("GET /api/technicians", `/api/technicians${query}`))
      .json()
      .items.map((one: { username: string }) => one.username);
  expect(await names("")).toEqual(["lab-tech", "technician"]);
  expect(await names("?site=harbour-court")).toEqual(["technician"]);
});
