import { z } from "zod";
import { priorities } from "../alarms/priority.ts";
import { stepConditions } from "../escalation/policy.ts";
import { media, smtpSecurities, webhookFormats } from "../notifications/channel.ts";
import { deliveryStates, noticeStates, withheldReasons } from "../notifications/reason.ts";
import { certainties } from "../on-call/calendar.ts";
import { dutyDays, rotations } from "../on-call/roster.ts";
import { roles } from "../people/roles.ts";
import { locale, name, names, siteId, time } from "./schemas.ts";

const shortId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const username = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/);
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const date = z.iso.date();
const address = z.email().max(254);
const priority = z.enum(priorities);
const sites = z.array(siteId).min(1).optional();

/** One thing that a person was told. */
export const notification = z.strictObject({
  id: z.string(),
  at: time,
  title: z.string(),
  text: z.string(),
  priority: priority.optional(),
  site: siteId.optional(),
  /** Address within the dashboard. */
  path: z.string(),
  /** How many alarms it stands for. */
  count: z.number(),
  readAt: time.optional(),
});

/** How a person wants to be told; the app itself always tells. */
export const notificationPreferences = z.strictObject({
  email: z.union([address, z.literal("")]),
  /** Alarms less grave are told in the app only. */
  emailFrom: z.union([priority, z.literal("never")]),
  pushFrom: z.union([priority, z.literal("never")]),
  /** Only critical ones disturb then; local to the time zone given. */
  quietHours: z.strictObject({ from: localTime, to: localTime, timeZone: z.string().max(60) }).optional(),
});
export const pushSubscriptionInput = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{80,100}={0,2}$/),
    auth: z.string().regex(/^[A-Za-z0-9_-]{20,30}={0,2}$/),
  }),
  device: z.string().trim().max(80),
});
export const pushSubscription = z.strictObject({ id: z.string(), device: z.string(), createdAt: time });

/** How a channel has fared lately. */
const channelHealth = z.strictObject({
  state: z.enum(["unused", "well", "failing"]),
  lastSentAt: time.optional(),
  failingSince: time.optional(),
  problem: z.string().optional(),
});
const channelCommon = { name, enabled: z.boolean(), locale };
const smtp = z.strictObject({
  kind: z.literal("smtp"),
  ...channelCommon,
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(smtpSecurities),
  username: z.string().max(254),
  from: address,
});
const webhook = z.strictObject({ kind: z.literal("webhook"), ...channelCommon, format: z.enum(webhookFormats) });
/** `secrets` go in and never come out; one that is left out stays as it was, an empty one is removed. */
export const channelInput = z.discriminatedUnion("kind", [
  smtp.extend({ secrets: z.strictObject({ password: z.string().max(500).optional() }).default({}) }),
  webhook.extend({
    secrets: z
      .strictObject({
        url: z
          .url({ protocol: /^https?$/ })
          .max(2_000)
          .optional(),
        signing: z.string().max(500).optional(),
      })
      .default({}),
  }),
]);
const stored = { id: z.string(), health: channelHealth };
export const channel = z.discriminatedUnion("kind", [
  smtp.extend({ ...stored, hasPassword: z.boolean() }),
  /** `host` of the address; the rest of it is a secret. */
  webhook.extend({ ...stored, host: z.string(), hasSigning: z.boolean() }),
]);

export const notificationSettings = z.strictObject({
  /** Where people reach the dashboard, for links in messages; without it messages carry none. */
  baseUrl: z.union([z.url({ protocol: /^https?$/ }).max(300), z.literal("")]),
  /** Private networks and addresses that messages may be sent to, in CIDR: `10.1.0.0/16`, `127.0.0.1/32`. */
  allowedNetworks: z.array(z.string().max(60)).max(50),
});

const target = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("role"), role: z.enum(roles) }),
  z.strictObject({ kind: z.literal("on-call"), roster: shortId }),
  z.strictObject({ kind: z.literal("person"), username }),
  z.strictObject({ kind: z.literal("channel"), channel: z.string() }),
  z.strictObject({ kind: z.literal("group-channels") }),
  z.strictObject({ kind: z.literal("address"), channel: z.string(), address }),
]);
const step = z.strictObject({
  id: shortId,
  when: z.enum(stepConditions),
  afterSeconds: z.number().int().min(0).max(86_400),
  targets: z.array(target).min(1).max(20),
});
export const escalationPolicy = z.strictObject({
  id: shortId,
  name,
  sites,
  steps: z.record(priority, z.array(step).max(20)),
  digestAt: localTime,
});

const layer = z.strictObject({
  id: shortId,
  name,
  people: z.array(username).min(1).max(50),
  rotation: z.enum(rotations),
  every: z.number().int().min(1).max(52),
  handOffAt: localTime,
  startsOn: date,
  hours: z.strictObject({ from: localTime, to: localTime }).optional(),
  days: z.enum(dutyDays),
});
export const override = z.strictObject({
  id: z.string(),
  from: time,
  to: time,
  username,
  reason: z.string().trim().min(1).max(200),
  by: z.string(),
});
export const overrideInput = override.pick({ from: true, to: true, username: true, reason: true });
export const rosterInput = z.strictObject({
  id: shortId,
  name,
  names: names.optional(),
  timeZone: z.string().max(60),
  calendar: shortId.optional(),
  sites,
  layers: z.array(layer).max(10),
  gapsAllowed: z.boolean(),
});
export const roster = rosterInput.extend({ overrides: z.array(override) });
const duty = z.strictObject({
  username,
  name: z.string(),
  source: z.string(),
  kind: z.enum(["rotation", "override"]),
});
/** A roster with who is called now and in the days asked for; `duty` missing: nobody. */
export const rosterDuty = z.strictObject({
  roster: shortId,
  name,
  names: names.optional(),
  timeZone: z.string(),
  sites,
  gapsAllowed: z.boolean(),
  now: duty.optional(),
  shifts: z.array(z.strictObject({ from: time, to: time, duty: duty.optional() })),
  overrides: z.array(override),
});
export const workCalendar = z.strictObject({
  id: shortId,
  name,
  years: z
    .array(
      z.strictObject({
        year: z.number().int().min(2_000).max(2_100),
        certainty: z.enum(certainties),
        source: z.string().max(300),
        daysOff: z.array(date).max(366),
        makeUpDays: z.array(date).max(100),
      }),
    )
    .max(50),
});

/** Nobody is told of alarms that fit; they stay in the list and sound. */
export const silence = z.strictObject({
  id: z.string(),
  site: siteId.optional(),
  equipment: z.string().max(64).optional(),
  rule: z.string().max(40).optional(),
  until: time,
  reason: z.string().trim().min(1).max(300),
  by: z.string(),
});
export const silenceInput = silence.omit({ id: true, by: true });

/** One line of an alarm's log: who was told what and how it went, or why not. */
export const notice = z.strictObject({
  at: time,
  step: z.string(),
  /** Missing where it never came to a receiver. */
  medium: z.enum(media).optional(),
  /** A person's user name, a channel's name or an address. */
  recipient: z.string(),
  state: z.enum(noticeStates),
  reason: z.enum(withheldReasons).optional(),
  attempts: z.number(),
  sentAt: time.optional(),
  problem: z.string().optional(),
  /** Key of the message that carried it. */
  key: z.string().optional(),
});
export const escalationView = z.strictObject({
  startedAt: time,
  policy: z.string().optional(),
  state: z.enum(["running", "ended", "withheld"]),
  reason: z.enum(withheldReasons).optional(),
  /** When the next step is due, while it runs. */
  nextAt: time.optional(),
});

/** One message to one receiver. */
export const delivery = z.strictObject({
  key: z.string(),
  medium: z.enum(media),
  recipient: z.string(),
  state: z.enum(deliveryStates),
  title: z.string(),
  count: z.number(),
  createdAt: time,
  attempts: z.number(),
  nextAttemptAt: time.optional(),
  sentAt: time.optional(),
  problem: z.string().optional(),
});
