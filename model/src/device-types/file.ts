import { z } from "zod";
import { idPattern, pointPattern } from "../identity.ts";
import { yesNo } from "../points/quantities.ts";
import { locales, type Text } from "../text.ts";
import { type DeviceType, faceplates, type System, systems } from "./device-type.ts";

/** A label as a user writes it: one text, or one for each language. */
const oneText = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .transform((all): Text => ({ en: all, "zh-Hant": all, "zh-Hans": all }));
const eachText = z.strictObject(
  Object.fromEntries(locales.map((one) => [one, z.string().trim().min(1).max(120)])) as Record<
    (typeof locales)[number],
    z.ZodString
  >,
);
const label = z.union([oneText, eachText], { error: "a text, or one text each for en, zh-Hant and zh-Hans" });
const labels = z.record(z.string().regex(pointPattern, "lower case letters, digits and underscores"), label);
const names = z.record(z.string().regex(idPattern, "lower case letters, digits and hyphens"), label);

const band = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low <= high, "the lower bound comes first")
  .readonly();

const common = {
  label,
  intervalSeconds: z.number().positive().max(86_400).default(60),
  key: z.literal(true).exactOptional(),
};

const register = z.strictObject({
  rollover: z.number().positive(),
  resolution: z.number().positive(),
  maxPerHour: z.number().positive(),
});

const numberPoint = z
  .strictObject({
    ...common,
    kind: z.literal("number"),
    unit: z.string().max(12).default(""),
    range: band,
    normal: band.exactOptional(),
    decimals: z.int().min(0).max(6).default(1),
    register: register.exactOptional(),
  })
  .check(({ value: { range, normal, register: counts }, issues }) => {
    const refuse = (path: string, message: string, input: unknown) =>
      issues.push({ code: "custom", path: [path], message, input });
    if (range[0] === range[1]) refuse("range", "the bounds are equal", range);
    if (normal && (normal[0] < range[0] || normal[1] > range[1])) {
      refuse("normal", "the normal band lies outside the range", normal);
    }
    if (counts && counts.rollover > range[1]) {
      refuse("register", "the register rolls over beyond the range", counts);
    }
  });

const booleanPoint = z.strictObject({
  ...common,
  kind: z.literal("boolean"),
  states: z.strictObject({ true: label, false: label }).default(yesNo),
  normal: z.boolean().exactOptional(),
});

const enumPoint = z
  .strictObject({
    ...common,
    kind: z.literal("enum"),
    options: z
      .record(z.string().regex(/^[A-Za-z0-9][\w .-]{0,39}$/), label)
      .refine((options) => Object.keys(options).length > 0, "at least one option"),
    normal: z.array(z.string()).readonly().exactOptional(),
  })
  .check(({ value: { options, normal = [] }, issues }) => {
    for (const [i, option] of normal.entries()) {
      if (Object.hasOwn(options, option)) continue;
      issues.push({
        code: "custom",
        path: ["normal", i],
        message: `${option} is not among the options`,
        input: option,
      });
    }
  });

const textPoint = z.strictObject({
  ...common,
  kind: z.literal("text"),
  maxLength: z.int().min(1).max(400).default(120),
});

const deviceTypeInFile = z
  .strictObject({
    id: z.string().regex(idPattern, "lower case letters, digits and hyphens"),
    label,
    system: z.enum(Object.keys(systems) as [System, ...System[]]).default("other"),
    faceplate: z.enum(faceplates).exactOptional(),
    brick: z.string().max(80).exactOptional(),
    points: z.record(
      z.string().regex(pointPattern, "lower case letters, digits and underscores"),
      z.discriminatedUnion("kind", [numberPoint, booleanPoint, enumPoint, textPoint]),
    ),
    metering: z
      .strictObject({ medium: z.enum(["electricity", "water", "gas", "heat"]), point: z.string() })
      .exactOptional(),
    events: names.exactOptional(),
    commands: z
      .record(
        z.string().regex(idPattern, "lower case letters, digits and hyphens"),
        z.strictObject({ label, dangerous: z.literal(true).exactOptional(), reasons: names.exactOptional() }),
      )
      .exactOptional(),
    attributes: labels.exactOptional(),
  })
  .check(({ value: { metering, points }, issues }) => {
    const point = metering && points[metering.point];
    if (metering === undefined || (point?.kind === "number" && point.register)) return;
    const message = point ? `${metering.point} is no register` : `there is no point ${metering.point}`;
    issues.push({ code: "custom", path: ["metering", "point"], message, input: metering.point });
  })
  .transform(
    ({ faceplate, ...type }): DeviceType => ({
      ...type,
      faceplate: faceplate ?? (type.metering ? "meter" : "generic"),
    }),
  );

/** A file of device types as YAML gives it: a list of types; issues carry the path to what is wrong. */
export const deviceTypesFile = z.array(deviceTypeInFile).min(1).readonly();
