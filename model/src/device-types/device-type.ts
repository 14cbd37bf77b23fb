import type { Points } from "../points/point.ts";
import type { Text } from "../text.ts";

/** How an equipment page draws the type; `generic` draws any type from its points alone. */
export const faceplates = [
  "elevator",
  "pump-set",
  "pump",
  "sump",
  "fire-panel",
  "fire-zone",
  "meter",
  "gate",
  "gateway",
  "generic",
] as const;
export type Faceplate = (typeof faceplates)[number];

/** The systems of a property, in the order in which a control room asks for them. */
export const systems = {
  fire: { en: "Fire", "zh-Hant": "消防", "zh-Hans": "消防" },
  elevator: { en: "Elevators", "zh-Hant": "電梯", "zh-Hans": "电梯" },
  water: { en: "Pumps", "zh-Hant": "泵浦", "zh-Hans": "水泵" },
  gate: { en: "Gates", "zh-Hant": "車道閘門", "zh-Hans": "道闸" },
  energy: { en: "Meters", "zh-Hant": "計量", "zh-Hans": "计量" },
  network: { en: "Gateways", "zh-Hant": "閘道器", "zh-Hans": "网关" },
  other: { en: "Other", "zh-Hant": "其他", "zh-Hans": "其他" },
} as const satisfies Record<string, Text>;
export type System = keyof typeof systems;

/** What can be asked of a device of this type. */
export interface Command {
  readonly label: Text;
  /** Asks twice and needs a reason. */
  readonly dangerous?: true;
  /** Why a device may refuse it or fail, by the code in its answer's `reason`; other answers are shown as they come. */
  readonly reasons?: Readonly<Record<string, Text>>;
}

/** What a meter counts: `point` is its cumulative register. */
export interface Metering {
  readonly medium: "electricity" | "water" | "gas" | "heat";
  readonly point: string;
}

/** A kind of equipment, declared once: devices are validated, simulated, judged and drawn by it. */
export interface DeviceType {
  readonly id: string;
  readonly label: Text;
  readonly system: System;
  readonly faceplate: Faceplate;
  /** Belongs to the machinery of the product, not to the building: not listed, not counted. */
  readonly hidden?: true;
  /** Class of the Brick schema (brickschema.org), where one fits. */
  readonly brick?: string;
  readonly points: Points;
  readonly metering?: Metering;
  readonly events?: Readonly<Record<string, Text>>;
  readonly commands?: Readonly<Record<string, Command>>;
  /** Numbers and words that an equipment of this type may carry (ratings, ratios), with what they mean. */
  readonly attributes?: Readonly<Record<string, Text>>;
}

/** Keeps the literal keys of a declaration while checking its shape. */
export function defineDeviceType<const T extends DeviceType>(type: T): T {
  return type;
}
