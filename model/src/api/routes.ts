import { z } from "zod";
import type { Permission } from "../people/permissions.ts";
import { locales } from "../text.ts";
import { alarmJournalRoutes } from "./alarm-journal-routes.ts";
import { alarmRoutes } from "./alarm-routes.ts";
import { laboratoryRoutes } from "./laboratory-routes.ts";
import { notificationRoutes } from "./notification-routes.ts";
import { ruleBookRoutes } from "./rule-book-routes.ts";
import { ruleRoutes } from "./rule-routes.ts";
import * as s from "./schemas.ts";

/** `public`: without signing in. `signed-in`: any person. */
export type Policy = Permission | "public" | "signed-in";

export interface Route {
  readonly policy: Policy;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** `s.picture`: the bytes of a picture, up to `pictureBytes`. */
  readonly body?: z.ZodType;
  /** Asks a question too long for an address: nothing of it is recorded. */
  readonly changesNothing?: true;
  /** What a success answers; nothing: 204. A string answers as text (CSV, YAML). */
  readonly response?: z.ZodType;
}

const page = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });
const inSite = z.object({ site: s.siteId });
const byId = z.object({ id: z.string() });
const list = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), next: z.string().nullable() });
const ofEquipment = z.object({ site: s.siteId, equipment: s.equipmentId });
const period = z.object({ from: s.time, to: s.time });
const importResult = z.strictObject({ imported: z.number() });

/**
 * Every route of the API with its policy: the server registers from this table, OpenAPI is printed from it, the dashboard's
 * calls are typed by it. A route without a handler, or a handler without a route, does not compile.
 */
export const routes = {
  "POST /api/session": {
    policy: "public",
    summary: "Sign in",
    body: z.strictObject({ username: z.string(), password: z.string() }),
    response: s.session,
  },
  "GET /api/session": { policy: "signed-in", summary: "Who is signed in", response: s.session },
  "DELETE /api/session": { policy: "signed-in", summary: "Sign out" },
  "PUT /api/session/locale": {
    policy: "signed-in",
    summary: "Choose the language",
    body: z.strictObject({ locale: z.enum(locales) }),
  },
  "PUT /api/session/password": {
    policy: "signed-in",
    summary: "Choose another password; ends one's other sessions",
    body: z.strictObject({ current: z.string().max(200), password: z.string().min(1).max(200) }),
  },

  "GET /api/views": {
    policy: "signed-in",
    summary: "Saved views of a list: one's own, and those of one's roles",
    query: z.object({ page: z.enum(s.viewPages) }),
    response: list(s.savedView),
  },
  "POST /api/views": {
    policy: "signed-in",
    summary: "Save a view for oneself or, with `views.share`, for a role; one of the same name is replaced",
    body: s.savedViewInput,
    response: s.savedView,
  },
  "DELETE /api/views/{id}": {
    policy: "signed-in",
    summary: "Remove a saved view of one's own or, with `views.share`, of a role",
    params: byId,
  },

  "GET /api/sites": {
    policy: "estate.read",
    summary: "Sites with their counts, worst first",
    query: page,
    response: list(s.siteSummary),
  },
  "POST /api/sites": { policy: "estate.manage", summary: "Add a site", body: s.site, response: s.site },
  "PUT /api/sites/{site}": {
    policy: "estate.manage",
    summary: "Change a site",
    params: inSite,
    body: s.site,
    response: s.site,
  },
  "POST /api/sites/import": {
    policy: "estate.manage",
    summary: "Import a site with its equipment from YAML",
    body: z.string(),
    response: importResult,
  },
  "GET /api/sites/{site}/export": {
    policy: "estate.manage",
    summary: "The site file as YAML",
    params: inSite,
    response: z.string(),
  },

  "GET /api/device-types": {
    policy: "estate.read",
    summary: "Device types, built in and own",
    response: list(z.looseObject({ id: z.string(), label: s.text, builtIn: z.boolean() })),
  },
  "POST /api/device-types/import": {
    policy: "estate.manage",
    summary: "Import own device types from YAML",
    body: z.string(),
    response: importResult,
  },
  "DELETE /api/device-types/{id}": { policy: "estate.manage", summary: "Remove an own device type", params: byId },

  "GET /api/equipment": {
    policy: "estate.read",
    summary: "Equipment",
    query: page.extend({ site: s.siteId.optional(), type: z.string().optional(), parent: s.equipmentId.optional() }),
    response: list(s.equipment),
  },
  "POST /api/equipment/{site}": {
    policy: "estate.manage",
    summary: "Add equipment",
    params: inSite,
    body: s.equipmentInput,
    response: s.equipment,
  },
  "GET /api/equipment/{site}/{equipment}": {
    policy: "estate.read",
    summary: "One equipment with its latest values",
    params: ofEquipment,
    response: s.equipment.extend({ latest: z.array(s.latest) }),
  },
  "PUT /api/equipment/{site}/{equipment}": {
    policy: "estate.manage",
    summary: "Change equipment",
    params: ofEquipment,
    body: s.equipmentInput,
    response: s.equipment,
  },
  "DELETE /api/equipment/{site}/{equipment}": {
    policy: "estate.manage",
    summary: "Remove equipment; its history stays",
    params: ofEquipment,
  },
  "POST /api/equipment/{site}/{equipment}/commands": {
    policy: "commands.send",
    summary: "Send a command",
    params: ofEquipment,
    body: z.strictObject({
      command: z.string(),
      args: z.record(z.string(), z.unknown()).default({}),
      reason: z.string().trim().min(1).max(500),
    }),
    response: z.strictObject({ id: z.string(), delivered: z.boolean() }),
  },
  "GET /api/equipment/{site}/{equipment}/commands/{id}": {
    policy: "commands.send",
    summary: "What became of a command",
    params: ofEquipment.extend({ id: z.string() }),
    response: s.command,
  },

  "GET /api/readings": {
    policy: "estate.read",
    summary:
      "Samples of points over a period; `point` may list several, separated by commas; `resolution` in seconds, or `auto`",
    query: period.extend({
      site: s.siteId,
      equipment: s.equipmentId,
      point: z.string(),
      resolution: z.union([z.literal("auto"), z.literal("raw"), z.coerce.number().int().min(1)]).default("auto"),
    }),
    response: z.strictObject({ points: z.array(s.series) }),
  },

  ...alarmRoutes,
  ...alarmJournalRoutes,
  ...ruleRoutes,
  ...laboratoryRoutes,
  ...ruleBookRoutes,
  ...notificationRoutes,

  "GET /api/work-orders": {
    policy: "work-orders.read",
    summary: "Work orders; open ones unless `open=false`",
    query: page.extend({
      site: s.siteId.optional(),
      equipment: s.equipmentId.optional(),
      assignee: z.string().optional(),
      open: z.enum(["true", "false", "all"]).default("true"),
    }),
    response: list(s.workOrder),
  },
  "POST /api/work-orders": {
    policy: "work-orders.create",
    summary: "Create a work order",
    body: s.workOrderInput,
    response: s.workOrder,
  },
  "GET /api/work-orders/{id}": {
    policy: "work-orders.read",
    summary: "One work order",
    params: byId,
    response: s.workOrder,
  },
  "POST /api/work-orders/{id}/steps": {
    policy: "work-orders.act",
    summary: "Take the next step",
    params: byId,
    body: s.workOrderStep,
    response: s.workOrder,
  },
  "GET /api/technicians": {
    policy: "work-orders.read",
    summary: "Who work can be assigned to",
    query: z.object({ site: s.siteId.optional() }),
    response: list(s.person.pick({ username: true, name: true })),
  },

  "GET /api/procedures": {
    policy: "procedures.read",
    summary: "Procedures (SOPs) with the rules that they answer",
    response: list(s.procedureBrief),
  },
  "GET /api/procedures/{id}": {
    policy: "procedures.read",
    summary: "One procedure with its steps",
    params: byId,
    response: s.procedure,
  },
  "GET /api/procedure-runs": {
    policy: "procedures.read",
    summary: "Runs of procedures, newest first; open ones unless `open=false`",
    query: page.extend({
      site: s.siteId.optional(),
      equipment: s.equipmentId.optional(),
      alarm: z.string().optional(),
      procedure: z.string().optional(),
      drill: z.enum(["true", "false"]).optional(),
      open: z.enum(["true", "false", "all"]).default("true"),
      from: s.time.optional(),
      to: s.time.optional(),
    }),
    response: list(s.procedureRunBrief),
  },
  "POST /api/procedure-runs": {
    policy: "procedures.act",
    summary: "Start a procedure, for an alarm or as a drill; answers the open run where there is one",
    body: s.procedureRunInput,
    response: s.procedureRun,
  },
  "GET /api/procedure-runs/{id}": {
    policy: "procedures.read",
    summary: "One run with its steps and everything that was done",
    params: byId,
    response: s.procedureRun,
  },
  "POST /api/procedure-runs/{id}/take": {
    policy: "procedures.act",
    summary: "Take a run that opened by itself",
    params: byId,
    response: s.procedureRun,
  },
  "POST /api/procedure-runs/{id}/steps/{step}": {
    policy: "procedures.act",
    summary: "Write down that a step was done or skipped, or take that back",
    params: byId.extend({ step: z.string() }),
    body: s.procedureStepAct,
    response: s.procedureRun,
  },
  "POST /api/procedure-runs/{id}/photos": {
    policy: "procedures.act",
    summary: "Send a picture as evidence (JPEG, PNG or WebP, up to 5 MiB); place and owner are removed from it",
    params: byId,
    body: s.picture,
    response: z.strictObject({ id: z.string() }),
  },
  "GET /api/procedure-runs/{id}/photos/{photo}": {
    policy: "procedures.read",
    summary: "A picture of a run",
    params: byId.extend({ photo: z.string() }),
    response: s.picture,
  },
  "POST /api/procedure-runs/{id}/finish": {
    policy: "procedures.end",
    summary: "End a run whose steps are all decided",
    params: byId,
    body: s.procedureRunEnd,
    response: s.procedureRun,
  },
  "POST /api/procedure-runs/{id}/abandon": {
    policy: "procedures.end",
    summary: "End a run with steps left open, with the reason",
    params: byId,
    body: s.procedureRunEnd,
    response: s.procedureRun,
  },

  "GET /api/energy/meters": {
    policy: "energy.read",
    summary: "The meter tree of a site with consumption, cost and remainder over a period",
    query: period.extend({ site: s.siteId, medium: z.string().optional() }),
    response: z.strictObject({ items: z.array(s.energyMeter), currency: z.string(), timeZone: z.string() }),
  },
  "GET /api/energy/consumption": {
    policy: "energy.read",
    summary: "Consumption and cost by hour, day or month of one meter, or of the site's main meters of a medium",
    query: period.extend({
      site: s.siteId,
      meter: s.equipmentId.optional(),
      medium: z.string().default("electricity"),
      step: s.energyStep,
    }),
    response: z.strictObject({
      unit: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      tariff: z.string().nullable(),
      rows: z.array(s.energyRow),
      total: z.strictObject({
        consumption: z.number().nullable(),
        cost: z.number().nullable(),
        completeness: z.number(),
      }),
    }),
  },
  "GET /api/energy/consumption.csv": {
    policy: "energy.read",
    summary: "The same figures as CSV",
    query: period.extend({
      site: s.siteId,
      meter: s.equipmentId.optional(),
      medium: z.string().default("electricity"),
      step: s.energyStep,
      locale: z.enum(locales).default("en"),
    }),
    response: z.string(),
  },
  "GET /api/energy/tariffs": {
    policy: "energy.read",
    summary: "Tariffs in force",
    query: z.object({ site: s.siteId }),
    response: list(z.looseObject({ id: z.string() })),
  },
  "POST /api/energy/replacements": {
    policy: "energy.correct",
    summary: "Record the exchange of a meter",
    body: z.strictObject({
      site: s.siteId,
      equipment: s.equipmentId,
      at: s.time,
      finalReading: z.number().min(0),
      initialReading: z.number().min(0),
      note: z.string().max(500).optional(),
    }),
  },

  "GET /api/refused": {
    policy: "refused.read",
    summary: "Readings refused, newest first",
    query: page.extend({ site: s.siteId.optional(), code: z.string().optional() }),
    response: list(s.refused).extend({ counts: z.record(z.string(), z.number()) }),
  },
  "GET /api/audit": {
    policy: "audit.read",
    summary: "What people did, newest first",
    query: page.extend({ by: z.string().optional(), action: z.string().optional() }),
    response: list(s.audit),
  },
  "GET /api/people": { policy: "people.manage", summary: "People", query: page, response: list(s.person) },
  "POST /api/people": { policy: "people.manage", summary: "Add a person", body: s.personInput, response: s.person },
  "PUT /api/people/{username}": {
    policy: "people.manage",
    summary: "Change a person; ends their sessions when rights change",
    params: z.object({ username: z.string() }),
    body: s.personInput,
    response: s.person,
  },
  "GET /api/devices": { policy: "devices.manage", summary: "Device accounts", query: page, response: list(s.device) },
  "POST /api/devices": {
    policy: "devices.manage",
    summary: "Make a device account; the token is shown this once",
    body: s.deviceInput,
    response: s.device.extend({ token: z.string() }),
  },
  "DELETE /api/devices/{username}": {
    policy: "devices.manage",
    summary: "Revoke a device account, at once",
    params: z.object({ username: z.string() }),
  },
  "GET /api/system": { policy: "system.read", summary: "Journal, consumers and stores", response: s.system },
  "GET /api/dead-letters": {
    policy: "system.read",
    summary: "Readings that the readings store would not take, newest first",
    query: page.extend({ site: s.siteId.optional() }),
    response: list(s.deadLetter),
  },
  "POST /api/dead-letters/retry": {
    policy: "system.manage",
    summary: "Try again to store everything that was set aside",
    response: s.deadLetterRetry,
  },
  "POST /api/dead-letters/{id}/retry": {
    policy: "system.manage",
    summary: "Try again to store one reading that was set aside",
    params: byId,
    response: s.deadLetterRetry,
  },
  "GET /api/read-backs": {
    policy: "system.read",
    summary: "Comparisons of the readings store with the journal, newest first",
    query: page,
    response: list(s.readBack),
  },
  "POST /api/read-backs": {
    policy: "system.manage",
    summary: "Compare the readings store with all of the journal now, and write again what is missing",
    response: s.readBack,
  },

  "GET /api/demo/faults": {
    policy: "demo.faults",
    summary: "What can be broken in the demo estate",
    response: list(s.demoFault),
  },
  "PUT /api/demo/faults/{id}": {
    policy: "demo.faults",
    summary: "Break or mend",
    params: byId,
    body: z.strictObject({ active: z.boolean() }),
    response: s.demoFault,
  },
} as const satisfies Record<`${"GET" | "POST" | "PUT" | "DELETE"} /api/${string}`, Route>;

export type Routes = typeof routes;
export type RouteKey = keyof Routes;
type Part<K extends RouteKey, P extends string> =
  Routes[K] extends Record<P, infer S extends z.ZodType> ? S : undefined;

/** Types of a route's parts, as the server receives them and as a client sends them. */
export type ParamsOf<K extends RouteKey> =
  Part<K, "params"> extends z.ZodType ? z.output<Part<K, "params">> : undefined;
export type QueryOf<K extends RouteKey> = Part<K, "query"> extends z.ZodType ? z.output<Part<K, "query">> : undefined;
export type QueryInputOf<K extends RouteKey> =
  Part<K, "query"> extends z.ZodType ? z.input<Part<K, "query">> : undefined;
export type BodyOf<K extends RouteKey> = Part<K, "body"> extends z.ZodType ? z.output<Part<K, "body">> : undefined;
export type BodyInputOf<K extends RouteKey> = Part<K, "body"> extends z.ZodType ? z.input<Part<K, "body">> : undefined;
export type ResponseOf<K extends RouteKey> =
  Part<K, "response"> extends z.ZodType ? z.output<Part<K, "response">> : undefined;
