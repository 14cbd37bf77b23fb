import type { SavedView } from "@plantroom/model/api/types.ts";
import { beforeEach, expect, test } from "vitest";
import { type Caller, TestPlatform } from "../platform-fixture.ts";

let platform: TestPlatform;
let operator: Caller;
let supervisor: Caller;

beforeEach(async () => {
  platform = await TestPlatform.start();
  operator = await platform.as("operator");
  supervisor = await platform.as("supervisor");
  return () => platform.close();
});

const save = async (who: Caller, view: Partial<SavedView>) => {
  const answer = await who.call("POST /api/views", "/api/views", { page: "alarms", query: "tab=shelved", ...view });
  return { status: answer.statusCode, view: answer.json() as SavedView };
};
const seenBy = async (who: Caller) => {
  const answer = await who.call("GET /api/views", "/api/views?page=alarms");
  return (answer.json().items as SavedView[]).map(({ name, query, role }) => [name, query, role ?? "mine"]);
};

test("a person's view is theirs alone, and the same name replaces it", async () => {
  const { view } = await save(operator, { name: "On the shelf" });
  const again = await save(operator, { name: "On the shelf", query: "tab=shelved&system=water" });
  expect(again.view.id).toBe(view.id);
  expect(await seenBy(operator)).toEqual([["On the shelf", "tab=shelved&system=water", "mine"]]);
  expect(await seenBy(supervisor)).toEqual([]);
  expect((await supervisor.call("DELETE /api/views/{id}", `/api/views/${view.id}`)).statusCode).toBe(404);
  expect((await operator.call("DELETE /api/views/{id}", `/api/views/${view.id}`)).statusCode).toBe(204);
  expect(await seenBy(operator)).toEqual([]);
});

test("a role's view is made by who may share, and seen by who has the role", async () => {
  expect((await save(operator, { name: "Night", role: "operator" })).status).toBe(403);
  const { view } = await save(supervisor, { name: "Night", role: "operator" });
  expect(await seenBy(operator)).toEqual([["Night", "tab=shelved", "operator"]]);
  expect(await seenBy(supervisor)).toEqual([]);
  expect((await operator.call("DELETE /api/views/{id}", `/api/views/${view.id}`)).statusCode).toBe(404);
  expect((await supervisor.call("DELETE /api/views/{id}", `/api/views/${view.id}`)).statusCode).toBe(204);
});

test("nobody keeps more than can be read", async () => {
  for (let one = 1; one <= 50; one++) expect((await save(operator, { name: `View ${one}` })).status).toBe(200);
  expect((await save(operator, { name: "One more" })).status).toBe(422);
  expect((await save(operator, { name: "View 7", query: "" })).status).toBe(200);
});
