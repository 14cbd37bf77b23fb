import { z } from "zod";
import { priorities } from "../alarms/priority.ts";
import { bands } from "../energy/tariff.ts";
import { idPattern, pointPattern } from "../identity.ts";
import { refusals } from "../journal/refusal.ts";
import { differenceKinds } from "../meters/register.ts";
import { roles } from "../people/roles.ts";
import { evidenceKinds, stepRoles } from "../procedures/procedure.ts";
import { outcomes, runStates } from "../procedures/run.ts";
import { stepStates } from "../procedures/standing.ts";
import { qualities } from "../quality.ts";
import { presences } from "../sites/equipment.ts";
import { locales } from "../text.ts";
import { commandOutcomes } from "../topics/topics.ts";
import { workOrderActions, workOrderStates } from "../work-orders/lifecycle.ts";
import { causes } from "../work-orders/work-order.ts";

/** ISO 8601 UTC, as HTTP writes every time. */
export const time = z.iso.datetime({ offset: true });
export const siteId = z.string().regex(idPattern);
export const equipmentId = z.string().regex(idPattern);
export const pointId = z.string().regex(pointPattern);
export const text = z.strictObject({ en: z.string(), "zh-Hant": z.string(), "zh-Hans": z.string() });
export const name = z.string().trim().min(1).max(120);
export const names = z.strictObject({ en: name, "zh-Hant": name, "zh-Hans": name }).partial();
export const locale = z.enum(locales);
export const value = z.union([z.number(), z.boolean(), z.string()]);
const attributes = z.record(z.string().max(40), z.union([z.number(), z.string().max(400), z.boolean()]));

export const site = z.strictObject({
  id: siteId,
  name,
  names: names.optional(),
  timeZone: z.string(),
  clock: z.enum(["wall", "device"]),
  currency: z.string().length(3),
  address: z.string().max(300).optional(),
  tariffs: z.partialRecord(z.enum(["electricity", "water", "gas", "heat"]), z.string()).optional(),
});

/** `openAlarms` counts by priority what is in the alarm list; `worst` is the gravest of them. */
export const siteSummary = site.extend({
  equipmentCount: z.number(),
  openAlarms: z.record(z.enum(priorities), z.number()),
  openWorkOrders: z.number(),
});

export const equipmentInput = z.strictObject({
  id: equipmentId,
  type: z.string(),
  name,
  names: names.optional(),
  parent: equipmentId.optional(),
  gateway: equipmentId.optional(),
  fedBy: z.array(equipmentId).max(20).optional(),
  space: z.string().max(200).optional(),
  attributes: attributes.optional(),
});
export const equipment = equipmentInput.extend({
  site: siteId,
  status: z.enum(presences),
  lastHeardAt: time.optional(),
});

/** The latest of a point; `at` is the sample's time. */
export const latest = z.strictObject({ point: pointId, unit: z.string(), at: time, value, quality: z.enum(qualities) });

export const workOrder = z.strictObject({
  id: z.string(),
  number: z.number(),
  site: siteId,
  equipment: equipmentId,
  type: z.enum(["emergency", "corrective", "preventive", "inspection", "condition-based", "request"]),
  priority: z.enum(priorities),
  title: text,
  description: z.string().optional(),
  failureClass: z.string(),
  state: z.enum(workOrderStates),
  assignee: z.string().optional(),
  alarms: z.array(z.string()),
  createdAt: time,
  createdBy: z.string(),
  acceptBy: time,
  finishBy: time,
  finishedAt: time.optional(),
  cause: z.string().optional(),
  resolution: z.string().optional(),
  steps: z.array(
    z.strictObject({
      at: time,
      by: z.string(),
      from: z.enum(workOrderStates),
      to: z.enum(workOrderStates),
      note: z.string().optional(),
    }),
  ),
});

export const workOrderInput = z.strictObject({
  site: siteId,
  equipment: equipmentId,
  priority: z.enum(priorities),
  title: name,
  description: z.string().max(4_000).optional(),
  assignee: z.string().optional(),
});

export const workOrderStep = z.strictObject({
  action: z.enum(workOrderActions),
  note: z.string().trim().min(1).max(4_000).optional(),
  cause: z.enum(Object.keys(causes) as [keyof typeof causes, ...(keyof typeof causes)[]]).optional(),
  assignee: z.string().optional(),
});

/** The bytes of a picture, as request or answer of its own media type. */
export const picture = z.instanceof(Uint8Array).meta({ format: "binary" });
/** A phone's own pictures are made smaller before they are sent. */
export const pictureBytes = 5 * 1024 * 1024;

/** A procedure as lists show it. */
export const procedureBrief = z.strictObject({
  id: z.string(),
  version: z.number(),
  name: text,
  purpose: text,
  /** Of rules whose alarms it answers. */
  rules: z.array(z.string()),
  stepCount: z.number(),
});
export const procedure = z.strictObject({
  id: z.string(),
  version: z.number(),
  name: text,
  purpose: text,
  rules: z.array(z.string()).readonly(),
  perEquipment: z.literal(true).optional(),
  provenance: z.string(),
  steps: z
    .array(
      z.strictObject({
        id: z.string(),
        role: z.enum(stepRoles),
        text,
        say: text.optional(),
        timer: z.strictObject({ seconds: z.number(), from: z.enum(["step", "start"]) }).optional(),
        evidence: z.enum(evidenceKinds),
        call: z.strictObject({ label: text, number: z.string().optional() }).optional(),
        reading: z.strictObject({ label: text, unit: z.string() }).optional(),
        alongside: z.literal(true).optional(),
        branches: z
          .array(z.strictObject({ id: z.string(), answer: text, next: z.string() }))
          .readonly()
          .optional(),
        next: z.string().optional(),
      }),
    )
    .readonly(),
});

/** A run as lists and the live feed tell it; who needs its steps asks for it when `revision` has moved. */
export const procedureRunBrief = z.strictObject({
  id: z.string(),
  procedure: z.string(),
  name: text,
  site: siteId,
  equipment: equipmentId.optional(),
  alarms: z.array(z.string()),
  incident: z.string().optional(),
  drill: z.boolean(),
  state: z.enum(runStates),
  startedAt: time,
  startedBy: z.string(),
  takenBy: z.string().optional(),
  endedAt: time.optional(),
  stepsDecided: z.number(),
  /** Those that an answer has made needless are not counted. */
  stepsNeeded: z.number(),
  /** Steps that nobody has done although their time is over. */
  stepsOverdue: z.number(),
  /** Of the undecided steps, the time that is over next or has been over longest. */
  nextDueAt: time.optional(),
  revision: z.number(),
});
export const procedureRun = procedureRunBrief.extend({
  /** As it was when the run began. */
  definition: procedure,
  takenAt: time.optional(),
  endedBy: z.string().optional(),
  endNote: z.string().optional(),
  lastActAt: time.optional(),
  /** In the order of the definition. */
  steps: z.array(
    z.strictObject({
      id: z.string(),
      state: z.enum(stepStates),
      openedAt: time.optional(),
      dueAt: time.optional(),
      overdueAt: time.optional(),
      outcome: z
        .strictObject({
          outcome: z.enum(outcomes),
          at: time,
          by: z.string(),
          answer: z.string().optional(),
          note: z.string().optional(),
          reading: z.number().optional(),
          photos: z.array(z.string()).optional(),
        })
        .optional(),
    }),
  ),
  /** What was done, in order, what was taken back included. */
  log: z.array(
    z.strictObject({
      at: time,
      by: z.string(),
      act: z.string(),
      step: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
});

const runNote = z.string().trim().min(1).max(2_000);
/** `alarm` starts the procedure of its rule; without one a procedure is chosen, for a site or an equipment of it. */
export const procedureRunInput = z.union([
  z.strictObject({ alarm: z.string(), drill: z.boolean().default(false) }),
  z.strictObject({
    procedure: z.string(),
    site: siteId,
    equipment: equipmentId.optional(),
    drill: z.boolean().default(false),
  }),
]);
/** `note` is the reason of a skipped step. */
export const procedureStepAct = z.strictObject({
  act: z.enum(["done", "skip", "undo"]),
  answer: z.string().max(60).optional(),
  note: runNote.optional(),
  reading: z.number().optional(),
  /** Ids that the upload of pictures answered. */
  photos: z.array(z.string().max(80)).max(10).optional(),
});
export const procedureRunEnd = z.strictObject({ note: runNote.optional() });

export const person = z.strictObject({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/),
  name,
  roles: z.array(z.enum(roles)).min(1),
  /** All sites when missing. */
  sites: z.array(siteId).optional(),
  locale: locale.optional(),
  disabled: z.boolean().optional(),
});
export const personInput = person.extend({ password: z.string().min(1).max(200).optional() });

export const session = z.strictObject({ person, permissions: z.array(z.string()), demo: z.boolean(), expiresAt: time });

export const samples = z.array(z.union([z.tuple([time, value.nullable(), z.enum(qualities)])]));
/** With a resolution: mean of each bucket, with the lowest and the highest beside it. */
export const series = z.strictObject({
  site: siteId,
  equipment: equipmentId,
  point: pointId,
  unit: z.string(),
  resolutionSeconds: z.number(),
  samples,
  low: z.array(z.number().nullable()).optional(),
  high: z.array(z.number().nullable()).optional(),
});

export const refused = z.strictObject({
  id: z.string(),
  receivedAt: time,
  account: z.string(),
  topic: z.string(),
  site: z.string().optional(),
  equipment: z.string().optional(),
  code: z.enum(Object.keys(refusals) as [keyof typeof refusals, ...(keyof typeof refusals)[]]),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  payload: z.string(),
});

/** A reading that was accepted and that the readings store will never take. */
export const deadLetter = z.strictObject({
  id: z.string(),
  setAsideAt: time,
  /** The last time that somebody had it tried again, in vain. */
  triedAgainAt: time.optional(),
  /** Whether enough of it was kept to try again. */
  retryable: z.boolean(),
  site: z.string(),
  equipment: z.string(),
  point: z.string(),
  /** Of the sample; missing where it is no time at all. */
  at: time.optional(),
  /** The value as JSON, its beginning. */
  value: z.string(),
  /** The store's own words. */
  reason: z.string(),
});

/** What became of readings that were tried again; `refused` ones stay set aside. */
export const deadLetterRetry = z.strictObject({ stored: z.number(), refused: z.number() });

/** One comparison of the readings store with the journal, point by point and hour by hour. Counts are of readings. */
export const readBack = z.strictObject({
  id: z.string(),
  startedAt: time,
  finishedAt: time.optional(),
  /** Who asked for it; missing for one by the timetable. */
  by: z.string().optional(),
  /** `failed`: `problem` says why; what was compared until then counts. `interrupted`: the server was stopped. */
  outcome: z.enum(["running", "done", "failed", "interrupted"]),
  problem: z.string().optional(),
  /** Receipt of the oldest and the newest entry compared; missing when there was none. */
  from: time.optional(),
  to: time.optional(),
  compared: z.number(),
  missing: z.number(),
  replayed: z.number(),
  /** Missing ones that the store refused again. */
  refused: z.number(),
});

export const audit = z.strictObject({
  id: z.string(),
  at: time,
  by: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
  origin: z.string(),
});

/** A device account as it is listed; the token itself is shown once, when it is made. */
export const device = z.strictObject({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/),
  grants: z.array(z.string().regex(/^[a-z0-9-]+\/(\*|[a-z0-9-]+)$/)).min(1),
  createdAt: time,
  createdBy: z.string(),
});
export const deviceInput = device.pick({ username: true, grants: true });

/** A command as it was sent, with what the device answered. */
export const command = z.strictObject({
  id: z.string(),
  command: z.string(),
  by: z.string(),
  reason: z.string(),
  at: time,
  /** A device does not begin it after that. */
  expiresAt: time,
  /** A device was there to take it. */
  delivered: z.boolean(),
  /** Missing until the device has answered. */
  outcome: z.enum(commandOutcomes).optional(),
  /** A code of the type's `reasons`, or the device's own words. */
  outcomeReason: z.string().optional(),
  outcomeAt: time.optional(),
});

export const energyStep = z.enum(["hour", "day", "month"]);
/** One row per bucket of the site's own hours, days or months; `to` is the end, exclusive. */
export const energyRow = z.strictObject({
  from: time,
  to: time,
  /** In the medium's unit; null where nothing is known. */
  consumption: z.number().nullable(),
  cost: z.number().nullable(),
  byBand: z.partialRecord(z.enum(bands), z.strictObject({ consumption: z.number(), cost: z.number() })),
  /** Share of the bucket, as far as it is over, that measurement covers, 0–1. */
  completeness: z.number(),
  flags: z.array(z.enum(differenceKinds)),
});
export const energyMeter = z.strictObject({
  equipment: equipmentId,
  name,
  names: names.optional(),
  parent: equipmentId.optional(),
  medium: z.enum(["electricity", "water", "gas", "heat"]),
  unit: z.string(),
  consumption: z.number().nullable(),
  cost: z.number().nullable(),
  completeness: z.number(),
  /** What its sub-meters leave unexplained; null for a meter without any. */
  remainder: z.number().nullable(),
  /** `negative`: more was counted behind the meter than by it. `incomplete`: some of what is behind it is unknown. */
  remainderFlags: z.array(z.enum(["negative", "incomplete"])),
});

export const demoFault = z.strictObject({
  id: z.string(),
  label: text,
  equipment: equipmentId,
  rule: z.string(),
  raisesOn: equipmentId,
  /** Physics and on-delay together. */
  expectedSeconds: z.number(),
  active: z.boolean(),
  since: time.optional(),
});

export const system = z.strictObject({
  gateways: z.array(
    z.strictObject({
      connected: z.boolean(),
      connections: z.number(),
      messages: z.number(),
      readings: z.number(),
      refused: z.number(),
      duplicates: z.number(),
      journalEnd: z.number(),
      journalBytes: z.number(),
      journalWritable: z.boolean(),
      journalProblem: z.strictObject({ kind: z.enum(["full", "refused"]), reason: z.string() }).optional(),
      journalMaxBytes: z.number(),
      journalStart: z.number(),
      journalOldestAt: time.optional(),
      /** Found by reading the segments again in the background, since the gateway's start. */
      journalDamage: z.strictObject({ places: z.number(), bytes: z.number() }),
      reportedAt: time.optional(),
    }),
  ),
  consumers: z.array(
    z.strictObject({ name: z.string(), position: z.number(), lagSeconds: z.number(), behindBytes: z.number() }),
  ),
  store: z.strictObject({
    kind: z.string(),
    healthy: z.boolean(),
    problem: z.string().optional(),
    /** Readings from before a time stayed in another store: URLs without who asks. */
    leftBehind: z.strictObject({ place: z.string(), here: z.string(), since: time }).optional(),
    readings: z.number().optional(),
  }),
  /** Readings that the store would not take, since the beginning. */
  deadLetters: z.number(),
  /** Of these, how many are still set aside. */
  deadLettersKept: z.number(),
  /** Damage that the consumers met and skipped, since the server's start. */
  journalDamage: z.strictObject({ places: z.number(), bytes: z.number() }),
  /** The newest comparison of the store with the journal. */
  readBack: readBack.optional(),
  history: z.strictObject({ done: z.number(), total: z.number() }).optional(),
  dashboards: z.number(),
  version: z.string(),
});

/** Lists whose filters can be kept under a name. */
export const viewPages = ["alarms"] as const;
export const savedViewInput = z.strictObject({
  page: z.enum(viewPages),
  name: z.string().trim().min(1).max(60),
  /** The query of the address that shows it, without `?`. */
  query: z.string().max(500),
  /** For everybody with this role; else for oneself. */
  role: z.enum(roles).optional(),
});
export const savedView = savedViewInput.extend({ id: z.string() });
