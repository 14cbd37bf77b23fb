import { second } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Caller, TestPlatform } from "../platform-fixture.ts";

const path = "/api/session/password";
const route = "PUT /api/session/password";
const old = "long enough";
const password = "longer than before";

let house: TestPlatform;
let guard: Caller;
beforeEach(async () => {
  house = await TestPlatform.start();
  const person = { username: "guard", name: "Night guard", roles: ["operator"], password: old };
  await (await house.as("admin")).call("POST /api/people", "/api/people", person);
  guard = await house.as("guard", old);
});
afterEach(() => house.close());

test("is the one that counts from then on, and one's other sessions are over", async () => {
  const other = await house.as("guard", old);
  expect((await guard.call(route, path, { current: old, password })).statusCode).toBe(204);
  expect((await guard.call("GET /api/session", "/api/session")).statusCode).toBe(200);
  expect((await other.call("GET /api/session", "/api/session")).statusCode).toBe(401);
  expect((await house.signIn("guard", old)).statusCode).toBe(401);
  expect((await house.signIn("guard", password)).statusCode).toBe(200);
});

test("leaves a line in the audit trail, and neither password in it", async () => {
  await guard.call(route, path, { current: old, password });
  const supervisor = await house.as("supervisor");
  const { items } = (await supervisor.call("GET /api/audit", "/api/audit?by=guard")).json();
  expect(items[0]).toMatchObject({ action: route, by: "guard", detail: { current: "…", password: "…" } });
});

test.each([
  ["the current one is wrong", { current: "guessed", password }, 422, "password-wrong"],
  ["the new one is too short", { current: old, password: "short" }, 422, "request-invalid"],
])("stays when %s", async (_, body, status, code) => {
  const answer = await guard.call(route, path, body);
  expect({ status: answer.statusCode, code: answer.json().code }).toEqual({ status, code });
  expect((await house.signIn("guard", old)).statusCode).toBe(200);
});

test("is guessed no faster than at the sign-in", async () => {
  for (let i = 0; i < 5; i++) await guard.call(route, path, { current: "guessed", password });
  const held = await guard.call(route, path, { current: old, password });
  expect(held.json()).toMatchObject({ code: "too-many-attempts", values: { seconds: 1 } });
  expect((await house.signIn("guard", old)).json().code).toBe("too-many-attempts");
  house.clock.advance(second);
  expect((await guard.call(route, path, { current: old, password })).statusCode).toBe(204);
});

test("stays when an administrator set another one meanwhile", async () => {
  const { people } = house.platform;
  const change = people.changePassword.bind(people);
  people.changePassword = async (...of) => {
    await (await house.as("admin")).call("PUT /api/people/{username}", "/api/people/guard", {
      ...{ username: "guard", name: "G", roles: ["operator"], disabled: true, password: "set by the office" },
    });
    return change(...of);
  };
  expect((await guard.call(route, path, { current: old, password })).json().code).toBe("password-wrong");
  expect((await people.find("guard"))?.disabled).toBe(true);
});

test("of a demo account stays", async () => {
  const operator = await house.as("operator");
  const answer = await operator.call(route, path, { current: "operator", password });
  expect({ status: answer.statusCode, code: answer.json().code }).toEqual({ status: 403, code: "demo-password" });
  expect((await house.signIn("operator")).statusCode).toBe(200);
});
