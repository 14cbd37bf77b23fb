import { z } from "zod";
import { deliveryStates } from "../notifications/reason.ts";
import * as n from "./notification-schemas.ts";
import { siteId, time } from "./schemas.ts";

const page = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });
const byId = z.object({ id: z.string() });
const list = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), next: z.string().nullable() });

/** Routes of notifications, escalation and on-call duty; part of the one table in `routes.ts`. */
export const notificationRoutes = {
  "GET /api/notifications": {
    policy: "signed-in",
    summary: "What one was told, newest first",
    query: page.extend({ unread: z.enum(["true", "false"]).default("false") }),
    response: list(n.notification).extend({ unread: z.number() }),
  },
  "POST /api/notifications/read": {
    policy: "signed-in",
    summary: "Mark as read up to a time",
    body: z.strictObject({ until: time }),
  },
  "GET /api/notifications/preferences": {
    policy: "signed-in",
    summary: "How one wants to be told",
    response: n.notificationPreferences,
  },
  "PUT /api/notifications/preferences": {
    policy: "signed-in",
    summary: "Choose how one wants to be told",
    body: n.notificationPreferences,
    response: n.notificationPreferences,
  },
  "GET /api/notifications/push": {
    policy: "signed-in",
    summary: "Devices of one's own that are told, with the key to subscribe by",
    response: z.strictObject({ publicKey: z.string(), items: z.array(n.pushSubscription) }),
  },
  "POST /api/notifications/push": {
    policy: "signed-in",
    summary: "Tell this device too",
    body: n.pushSubscriptionInput,
    response: n.pushSubscription,
  },
  "DELETE /api/notifications/push/{id}": {
    policy: "signed-in",
    summary: "Tell a device no longer",
    params: byId,
  },
  "POST /api/notifications/test": {
    policy: "signed-in",
    summary: "Send oneself a test message on every way one has chosen",
    response: z.strictObject({
      results: z.array(z.strictObject({ medium: z.string(), recipient: z.string(), problem: z.string().optional() })),
    }),
  },
  "GET /api/alarms/{id}/notifications": {
    policy: "alarms.read",
    summary: "Who was told of an alarm, how it went, and why others were not",
    params: byId,
    response: z.strictObject({ escalations: z.array(n.escalationView), items: z.array(n.notice) }),
  },

  "GET /api/notification-channels": {
    policy: "notifications.manage",
    summary: "Channels, without their secrets",
    response: list(n.channel),
  },
  "POST /api/notification-channels": {
    policy: "notifications.manage",
    summary: "Add a channel",
    body: n.channelInput,
    response: n.channel,
  },
  "PUT /api/notification-channels/{id}": {
    policy: "notifications.manage",
    summary: "Change a channel; secrets left out stay as they were",
    params: byId,
    body: n.channelInput,
    response: n.channel,
  },
  "DELETE /api/notification-channels/{id}": {
    policy: "notifications.manage",
    summary: "Remove a channel",
    params: byId,
  },
  "POST /api/notification-channels/{id}/test": {
    policy: "notifications.manage",
    summary: "Send a test message now; `address` for a mail channel",
    params: byId,
    body: z.strictObject({ address: z.email().max(254).optional() }),
    response: z.strictObject({ delivered: z.boolean(), problem: z.string().optional() }),
  },
  "GET /api/notification-settings": {
    policy: "notifications.manage",
    summary: "Address of the dashboard in messages, and private networks allowed",
    response: n.notificationSettings,
  },
  "PUT /api/notification-settings": {
    policy: "notifications.manage",
    summary: "Change them",
    body: n.notificationSettings,
    response: n.notificationSettings,
  },
  "GET /api/notification-deliveries": {
    policy: "notifications.manage",
    summary: "Messages, newest first",
    query: page.extend({ state: z.enum(deliveryStates).optional() }),
    response: list(n.delivery),
  },
  "GET /api/notification-silences": {
    policy: "alarms.read",
    summary: "What nobody is told of at the moment",
    response: list(n.silence),
  },
  "POST /api/notification-silences": {
    policy: "notifications.silence",
    summary: "Tell nobody of certain alarms until a time",
    body: n.silenceInput,
    response: n.silence,
  },
  "DELETE /api/notification-silences/{id}": {
    policy: "notifications.silence",
    summary: "End a silence",
    params: byId,
  },

  "GET /api/escalation-policies": {
    policy: "on-call.read",
    summary: "Escalation policies",
    response: list(n.escalationPolicy),
  },
  "PUT /api/escalation-policies/{id}": {
    policy: "notifications.manage",
    summary: "Add or change an escalation policy",
    params: byId,
    body: n.escalationPolicy,
    response: n.escalationPolicy,
  },
  "DELETE /api/escalation-policies/{id}": {
    policy: "notifications.manage",
    summary: "Remove an escalation policy",
    params: byId,
  },

  "GET /api/on-call": {
    policy: "on-call.read",
    summary: "Who is on call now and in the coming days",
    query: z.object({ site: siteId.optional(), days: z.coerce.number().int().min(1).max(60).default(14) }),
    response: z.strictObject({ at: time, items: z.array(n.rosterDuty) }),
  },
  "GET /api/rosters": { policy: "on-call.read", summary: "Rosters as they are written", response: list(n.roster) },
  "PUT /api/rosters/{id}": {
    policy: "notifications.manage",
    summary: "Add or change a roster; its overrides stay",
    params: byId,
    body: n.rosterInput,
    response: n.roster,
  },
  "DELETE /api/rosters/{id}": { policy: "notifications.manage", summary: "Remove a roster", params: byId },
  "POST /api/rosters/{id}/overrides": {
    policy: "on-call.manage",
    summary: "Somebody stands in",
    params: byId,
    body: n.overrideInput,
    response: n.override,
  },
  "DELETE /api/rosters/{id}/overrides/{override}": {
    policy: "on-call.manage",
    summary: "Take an override back",
    params: z.object({ id: z.string(), override: z.string() }),
  },
  "GET /api/work-calendars": {
    policy: "on-call.read",
    summary: "Holidays and make-up working days, with where they come from",
    response: list(n.workCalendar),
  },
  "PUT /api/work-calendars/{id}": {
    policy: "notifications.manage",
    summary: "Add or change a calendar",
    params: byId,
    body: n.workCalendar,
    response: n.workCalendar,
  },
} as const;
