import type { Text } from "../text.ts";
import type { Unit } from "../units.ts";

export type PointValue = number | boolean | string;

/** A lower and an upper bound, both inside. */
export type Band = readonly [low: number, high: number];

interface PointCommon {
  readonly label: Text;
  /** Seconds between two reports that a healthy device keeps to; a value older than twice that is stale. */
  readonly intervalSeconds: number;
  /** Shown on tiles and first on the equipment's page. */
  readonly key?: true;
}

/** How a cumulative register behaves (domain C4.2). */
export interface RegisterShape {
  /** The register shows 0 again when it would reach this. */
  readonly rollover: number;
  /** The smallest step it can show. */
  readonly resolution: number;
  /** The most it can advance in an hour; an equipment's attribute `max_rate` takes precedence. */
  readonly maxPerHour: number;
}

export interface NumberPoint extends PointCommon {
  readonly kind: "number";
  readonly unit: Unit;
  /** What the instrument can show; a value outside is kept as `uncertain`. */
  readonly range: Band;
  /** Where the value stays in normal operation; outside is good quality and a matter for rules. */
  readonly normal?: Band;
  /** Digits after the decimal point on screens. */
  readonly decimals: number;
  /** Present when the point is a cumulative counter. */
  readonly register?: RegisterShape;
}

export interface BooleanPoint extends PointCommon {
  readonly kind: "boolean";
  readonly normal?: boolean;
  readonly states: { readonly true: Text; readonly false: Text };
}

export interface EnumPoint extends PointCommon {
  readonly kind: "enum";
  readonly options: Readonly<Record<string, Text>>;
  readonly normal?: readonly string[];
}

export interface TextPoint extends PointCommon {
  readonly kind: "text";
  readonly maxLength: number;
}

export type Point = NumberPoint | BooleanPoint | EnumPoint | TextPoint;
export type Points = Readonly<Record<string, Point>>;

/** Whether a value has the type its point asks for; a number must be finite, an enumeration's value one of its options. */
export function isOfPoint(point: Point, value: unknown): value is PointValue {
  switch (point.kind) {
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "boolean":
      return typeof value === "boolean";
    case "enum":
      return typeof value === "string" && Object.hasOwn(point.options, value);
    case "text":
      return typeof value === "string" && value.length <= point.maxLength;
  }
}

/** Whether the instrument can show the value at all. */
export function isInRange(point: Point, value: PointValue): boolean {
  return point.kind !== "number" || typeof value !== "number" || (value >= point.range[0] && value <= point.range[1]);
}

/** Whether the value lies where it stays in normal operation; true where no band is declared. */
export function isNormal(point: Point, value: PointValue): boolean {
  switch (point.kind) {
    case "number":
      return point.normal === undefined || (Number(value) >= point.normal[0] && Number(value) <= point.normal[1]);
    case "boolean":
      return point.normal === undefined || point.normal === value;
    case "enum":
      return point.normal === undefined || point.normal.includes(String(value));
    case "text":
      return true;
  }
}
