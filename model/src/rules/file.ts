import { z } from "zod";
import { priorities } from "../alarms/priority.ts";
import { reaches, suppressionReasons } from "../alarms/suppression.ts";
import { locales, type Text } from "../text.ts";
import { type Condition, type Limit, windowFigures } from "./condition.ts";
import type { RuleExample } from "./example.ts";
import { consequenceClasses } from "./priority-matrix.ts";
import { missingPolicies, type Rule, ruleStates } from "./rule.ts";

/** A rule's code, as people say it. */
export const ruleIdPattern = /^[A-Z0-9][A-Z0-9-]{0,39}$/;

/** One text for all languages, or one for each. */
const text = z.union(
  [
    z
      .string()
      .trim()
      .max(2_000)
      .transform((all): Text => ({ en: all, "zh-Hant": all, "zh-Hans": all })),
    z.strictObject(
      Object.fromEntries(locales.map((one) => [one, z.string().trim().max(2_000)])) as Record<
        (typeof locales)[number],
        z.ZodString
      >,
    ),
  ],
  { error: "a text, or one text each for en, zh-Hant and zh-Hans" },
);
const noText: Text = { en: "", "zh-Hant": "", "zh-Hans": "" };

const finite = z.number();
const point = z.string().min(1).max(80);
const seconds = z
  .number()
  .min(0)
  .max(31 * 86_400);
const share = { times: finite.exactOptional(), plus: finite.exactOptional() };
const limit: z.ZodType<Limit, Limit> = z.union(
  [finite, z.strictObject({ attribute: point, ...share }), z.strictObject({ point, ...share })],
  { error: "a number, or the attribute or the point that it is taken from" },
);
const side = z.enum(["above", "below"]);
const sides = z.enum(["above", "below", "either"]);
const deadband = finite.exactOptional();
const values = z
  .array(z.union([finite, z.boolean(), z.string().max(120)]))
  .max(100)
  .readonly();
const distance = z.union([z.strictObject({ amount: finite }), z.strictObject({ ratio: finite })], {
  error: "an amount or a ratio",
});
const level = z.strictObject({
  level: z.enum(["hihi", "hi", "lo", "lolo"]),
  limit,
  priority: z.enum(priorities),
  onDelaySeconds: seconds.exactOptional(),
  offDelaySeconds: seconds.exactOptional(),
});
const comparison = { side, limit, deadband };
const parts = z.lazy(() => z.array(condition).max(20).readonly());

/** Throws nothing: what has the shape may still name what does not exist (`validateRule`). */
export const condition: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("above"), point, limit, deadband }),
    z.strictObject({ kind: z.literal("below"), point, limit, deadband }),
    z.strictObject({ kind: z.literal("outside"), point, low: limit, high: limit, deadband }),
    z.strictObject({ kind: z.literal("levels"), point, levels: z.array(level).max(4).readonly(), deadband }),
    z.strictObject({ kind: z.literal("is"), point, values }),
    z.strictObject({
      ...{ kind: z.literal("rate"), point, windowSeconds: finite, per: z.enum(["second", "minute", "hour"]) },
      ...{ absolute: z.literal(true).exactOptional(), ...comparison },
    }),
    z.strictObject({ kind: z.literal("stuck"), point, seconds: finite, tolerance: finite.exactOptional() }),
    z.strictObject({
      ...{ kind: z.literal("count"), point, of: z.enum(["transitions", "samples"]), values: values.exactOptional() },
      ...{ windowSeconds: finite, atLeast: finite.exactOptional(), atMost: finite.exactOptional() },
    }),
    z.strictObject({
      ...{ kind: z.literal("aggregate"), point, figure: z.enum(windowFigures), windowSeconds: finite },
      ...comparison,
    }),
    z.strictObject({ kind: z.literal("set-point"), point, from: limit, side: sides, by: distance, deadband }),
    z.strictObject({
      ...{ kind: z.literal("baseline"), point, weeks: finite, side: sides, mads: finite.exactOptional() },
      ...{ by: distance.exactOptional(), deadband },
    }),
    z.strictObject({
      ...{ kind: z.literal("siblings"), point, side: sides, by: distance, atLeast: finite.exactOptional() },
      deadband,
    }),
    z.strictObject({ kind: z.literal("expression"), cel: z.string().min(1).max(20_000) }),
    z.strictObject({ kind: z.literal("no-data"), point: point.exactOptional(), seconds: finite }),
    z.strictObject({ kind: z.literal("offline") }),
    z.strictObject({ kind: z.literal("not"), of: condition }),
    z.strictObject({ kind: z.literal("all"), of: parts }),
    z.strictObject({ kind: z.literal("any"), of: parts }),
  ]),
);

const attributes = z.record(z.string().max(40), z.union([finite, z.string().max(400), z.boolean()]));
const courses = z.record(z.string().max(80), z.string().max(2_000));
const relative = z.strictObject({ given: courses, attributes: attributes.exactOptional() });
const example: z.ZodType<RuleExample, RuleExample> = relative.extend({
  expect: z.string().max(2_000),
  every: z.string().max(20).exactOptional(),
  startsAt: z.string().max(5).exactOptional(),
  usual: z.record(z.string(), finite).exactOptional(),
  parent: relative.exactOptional(),
  children: z.array(relative).max(20).exactOptional(),
  siblings: z.array(relative).max(20).exactOptional(),
});

const calendar = z.strictObject({
  weekly: z
    .array(z.strictObject({ days: z.array(finite).max(7).readonly(), from: z.string().max(5), to: z.string().max(5) }))
    .max(50)
    .readonly(),
});

/** A rule as people write it; what is left out has the defaults. Its version is given by the rule book. */
export const ruleInFile = z.strictObject({
  id: z.string().regex(ruleIdPattern, "capital letters, digits and hyphens"),
  name: text,
  types: z.array(z.string().max(80)).max(100).readonly(),
  equipment: z.array(z.string().max(80)).max(1_000).readonly().exactOptional(),
  tags: attributes.exactOptional(),
  when: condition,
  onDelaySeconds: seconds.default(0),
  offDelaySeconds: seconds.default(0),
  minimumSamples: finite.exactOptional(),
  onMissing: z.enum(missingPolicies).exactOptional(),
  calendar: calendar.exactOptional(),
  priority: z.enum(priorities),
  priorityAfter: z
    .array(z.strictObject({ minutes: finite, priority: z.enum(priorities) }))
    .max(4)
    .readonly()
    .exactOptional(),
  class: z.enum(consequenceClasses).exactOptional(),
  latching: z.boolean().default(false),
  lifeSafety: z.boolean().default(false),
  reAlarmMinutes: z.number().positive().max(43_200).exactOptional(),
  autoAcknowledgeMinutes: z.number().positive().max(43_200).exactOptional(),
  suppressedBy: z.array(z.enum(suppressionReasons)).readonly().exactOptional(),
  suppresses: z
    .strictObject({ reason: z.enum(suppressionReasons), reach: z.array(z.enum(reaches)).readonly() })
    .exactOptional(),
  group: z.string().max(80).exactOptional(),
  consequence: text.default(noText),
  cause: text.default(noText),
  action: text.default(noText),
  procedure: z.string().max(80).exactOptional(),
  respondWithinMinutes: z.number().min(0).max(43_200).default(0),
  workOrder: z
    .strictObject({
      type: z.enum(["emergency", "corrective", "preventive", "inspection", "condition-based", "request"]),
      title: text,
      failureClass: z.string().trim().min(1).max(80),
    })
    .exactOptional(),
  notification: z.string().max(80).exactOptional(),
  owner: z.string().max(80).exactOptional(),
  provenance: z.string().trim().max(500).default(""),
  examples: z.array(example).max(50).readonly().exactOptional(),
});

/** What people write of a rule: all of it but its version and state, with small tests beside. */
export type RuleDraft = Omit<Rule, "version" | "state"> & { readonly examples?: readonly RuleExample[] };

/** A site's own numbers of a rule, by their path in it: `when.limit`, `onDelaySeconds`; or a priority. */
export const overrideValues = z
  .record(z.string().max(120), z.union([finite, z.enum(priorities)]))
  .refine((given) => Object.keys(given).length > 0, "at least one value");

/** A file of rules, with what sites have differently. */
export const rulesFile = z.strictObject({
  rules: z.array(ruleInFile.extend({ state: z.enum(ruleStates).exactOptional() })).max(2_000),
  overrides: z
    .array(
      z.strictObject({
        rule: z.string(),
        site: z.string(),
        values: overrideValues,
        reason: z.string().trim().max(2_000),
      }),
    )
    .max(20_000)
    .exactOptional(),
});
