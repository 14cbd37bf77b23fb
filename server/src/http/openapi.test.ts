import { routes } from "@plantroom/model/api/routes.ts";
import { describe, expect, test } from "vitest";
import { appOf } from "./app-fixture.ts";
import { openApi } from "./openapi.ts";

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly security: readonly unknown[];
  readonly responses: Readonly<Record<string, unknown>>;
}
const document = openApi("1.2.3");
const paths = document.paths as Record<string, Record<string, Operation>>;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ key: `${method.toUpperCase()} ${path}`, path, operation })),
);

test("lists exactly the routes of the table", () => {
  expect(operations.map(({ key }) => key).sort()).toEqual(Object.keys(routes).sort());
  expect(document.openapi).toBe("3.1.0");
});

test("every operation has a name of its own", () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

describe("every operation", () => {
  test.each(operations)("$key declares its parameters and answers", ({ path, operation }) => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = operation.parameters.filter((one) => one.in === "path");
    expect(declared.map(({ name }) => name)).toEqual(inPath);
    expect(declared.every(({ required }) => required)).toBe(true);
    expect(Object.keys(operation.responses)).toEqual([expect.stringMatching(/^20[04]$/), "default"]);
  });
});

test("every reference leads somewhere inside the document", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = ""]) => to);
  expect(references.length).toBeGreaterThan(30);
  for (const reference of new Set(references)) {
    const target = reference
      .replace("#/", "")
      .split("/")
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
    expect(target, reference).toBeTypeOf("object");
  }
});

test("is served for machines and for people", async () => {
  const app = await appOf();
  expect((await app.inject({ url: "/api/openapi.json" })).json().info.version).toBe("0.0.0");
  expect((await app.inject({ url: "/api/docs" })).headers["content-type"]).toContain("text/html");
  await app.close();
});
