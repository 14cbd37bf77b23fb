import * as alarmSchemas from "@plantroom/model/api/alarm-schemas.ts";
import { type Route, type RouteKey, routes } from "@plantroom/model/api/routes.ts";
import * as schemas from "@plantroom/model/api/schemas.ts";
import { condition } from "@plantroom/model/rules/file.ts";
import { z } from "zod";
import { pictureTypes } from "../procedures/picture.ts";
import { sessionCookie } from "./cookie.ts";

type Json = Record<string, unknown>;

/** The schemas that clients know by name. */
const named = {
  Site: schemas.site,
  SiteSummary: schemas.siteSummary,
  Equipment: schemas.equipment,
  EquipmentInput: schemas.equipmentInput,
  Latest: schemas.latest,
  Alarm: alarmSchemas.alarm,
  AlarmTransition: alarmSchemas.alarmTransition,
  Incident: alarmSchemas.incident,
  Mode: alarmSchemas.mode,
  WorkOrder: schemas.workOrder,
  WorkOrderInput: schemas.workOrderInput,
  WorkOrderStep: schemas.workOrderStep,
  Procedure: schemas.procedure,
  ProcedureRunBrief: schemas.procedureRunBrief,
  ProcedureRun: schemas.procedureRun,
  Person: schemas.person,
  PersonInput: schemas.personInput,
  Session: schemas.session,
  Series: schemas.series,
  Refused: schemas.refused,
  Audit: schemas.audit,
  Device: schemas.device,
  DeviceInput: schemas.deviceInput,
  EnergyRow: schemas.energyRow,
  EnergyMeter: schemas.energyMeter,
  Condition: condition,
  DemoFault: schemas.demoFault,
  System: schemas.system,
} as const;

const problem: Json = {
  type: "object",
  required: ["type", "title", "status", "code", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string" },
    detail: { type: "string" },
    values: { type: "object", additionalProperties: true },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "problem"],
        properties: { path: { type: "string" }, problem: { type: "string" }, line: { type: "integer" } },
      },
    },
  },
};

/** OpenAPI 3.1, printed from the table of routes. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [key, route] of Object.entries(routes) as [RouteKey, Route][]) {
    const [method = "", path = ""] = key.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(key, method, path, route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Plantroom",
      version,
      description:
        "Times are ISO 8601 UTC. Lists are paged: pass `next` as `cursor`. Errors are RFC 9457 problems with a stable `code`.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(Object.keys(paths).map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...componentSchemas(), Problem: problem },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: sessionCookie } },
    },
  };
}

/** What a route that answers a string sends: as its path says, YAML by itself. */
function textType(path: string): string {
  if (path.endsWith(".csv")) return "text/csv";
  return path.endsWith(".jsonl") ? "application/jsonl" : "application/yaml";
}

function operation(key: RouteKey, method: string, path: string, route: Route): Json {
  const text = route.response instanceof z.ZodString;
  const type = text ? textType(path) : "application/json";
  return {
    operationId: operationId(method, path),
    tags: [tagOf(path)],
    summary: route.summary,
    description: `Policy: ${route.policy}.`,
    "x-policy": route.policy,
    security: route.policy === "public" ? [] : [{ session: [] }],
    parameters: [...parameters(route.params, "path"), ...parameters(route.query, "query")],
    ...(route.body && { requestBody: requestBody(route.body) }),
    responses: {
      ...(route.response
        ? { "200": { description: "Done", content: contentOf(route.response, "output", [type]) } }
        : { "204": { description: "Done" } }),
      default: {
        description: key === "POST /api/session" ? "Not signed in" : "Not done",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

/** A picture is its own bytes: it has media types and no schema. */
function contentOf(schema: z.ZodType, io: "input" | "output", types: readonly string[]): Json {
  if (schema === schemas.picture) return Object.fromEntries(Object.keys(pictureTypes).map((type) => [type, {}]));
  const one = schemaOf(schema, io);
  return Object.fromEntries(types.map((type) => [type, { schema: one }]));
}

function requestBody(body: z.ZodType): Json {
  const types = body instanceof z.ZodString ? ["application/yaml", "text/plain"] : ["application/json"];
  return { required: true, content: contentOf(body, "input", types) };
}

function parameters(schema: z.ZodObject | undefined, place: "path" | "query"): Json[] {
  if (!schema) return [];
  return Object.entries(schema.shape).map(([name, one]) => ({
    name,
    in: place,
    required: place === "path" || !one.safeParse(undefined).success,
    schema: schemaOf(one, "input"),
  }));
}

function schemaOf(schema: z.core.$ZodType, io: "input" | "output"): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, one] of Object.entries(named)) registry.add(one, { id });
  const { $schema: _, $defs: __, ...json } = z.toJSONSchema(schema, { io, metadata: registry });
  return pointed(json) as Json;
}

function componentSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, one] of Object.entries(named)) registry.add(one, { id });
  const { schemas: all } = z.toJSONSchema(registry, { io: "input", uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(all).map(([id, { $schema: _, $id: __, ...json }]) => [id, pointed(json)] as const),
  );
}

/** References of one schema on its own become references into the document. */
function pointed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(pointed);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) =>
      key === "$ref" && typeof value === "string"
        ? [key, value.replace(/^#\/\$defs\//, "#/components/schemas/")]
        : [key, pointed(value)],
    ),
  );
}

function operationId(method: string, path: string): string {
  const words = path
    .replace("/api/", "")
    .split(/[/.{}-]+/)
    .filter(Boolean);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function tagOf(path: string): string {
  return path.split("/")[2] ?? "";
}
