import type { Text } from "../text.ts";
import { units } from "../units.ts";
import type { Band, BooleanPoint, EnumPoint, NumberPoint, RegisterShape, TextPoint } from "./point.ts";

/** What a declaration may say beside the defaults of its quantity. */
type Details = Partial<Omit<NumberPoint, "kind" | "label" | "unit">>;

function quantity(unit: NumberPoint["unit"], decimals: number, range: Band, intervalSeconds: number) {
  return (label: Text, details: Details = {}): NumberPoint => ({
    kind: "number",
    label,
    unit,
    decimals,
    range,
    intervalSeconds,
    ...details,
  });
}

/** MPa; a pump set's pressure every 5 s (domain C2.1). */
export const pressure = quantity(units.megapascal, 2, [0, 2.5], 5);
/** m³/h. */
export const flow = quantity(units.cubicMetrePerHour, 1, [0, 400], 10);
/** Percent of the effective volume. */
export const level = quantity(units.percent, 1, [0, 100], 10);
/** °C. */
export const temperature = quantity(units.celsius, 1, [-40, 200], 60);
/** A. */
export const current = quantity(units.ampere, 1, [0, 2_000], 5);
/** V. */
export const voltage = quantity(units.volt, 1, [0, 1_000], 10);
/** kW. */
export const power = quantity(units.kilowatt, 2, [-5_000, 5_000], 10);
/** Hz. */
export const frequency = quantity(units.hertz, 1, [0, 70], 5);
/** mm/s RMS, 10–1000 Hz. */
export const vibration = quantity(units.millimetrePerSecond, 2, [0, 50], 10);
/** A share in percent. */
export const percent = quantity(units.percent, 0, [0, 100], 60);
/** A duration in seconds. */
export const seconds = quantity(units.second, 1, [0, 86_400], 60);
/** A plain number without unit. */
export const count = quantity(units.none, 0, [0, 1_000_000_000], 60);

/** A cumulative counter in the unit given. */
export function register(
  unit: NumberPoint["unit"],
  label: Text,
  shape: RegisterShape,
  details: Details = {},
): NumberPoint {
  const decimals = Math.max(0, -Math.floor(Math.log10(shape.resolution)));
  return {
    kind: "number",
    unit,
    label,
    decimals,
    range: [0, shape.rollover],
    intervalSeconds: 60,
    register: shape,
    ...details,
  };
}

export const yesNo = {
  true: { en: "Yes", "zh-Hant": "是", "zh-Hans": "是" },
  false: { en: "No", "zh-Hant": "否", "zh-Hans": "否" },
} as const;

export const alarmNormal = {
  true: { en: "Alarm", "zh-Hant": "異常", "zh-Hans": "异常" },
  false: { en: "Normal", "zh-Hant": "正常", "zh-Hans": "正常" },
} as const;

export const okFailed = {
  true: { en: "OK", "zh-Hant": "正常", "zh-Hans": "正常" },
  false: { en: "Failed", "zh-Hant": "故障", "zh-Hans": "故障" },
} as const;

export const openClosed = {
  true: { en: "Open", "zh-Hant": "開啟", "zh-Hans": "开启" },
  false: { en: "Closed", "zh-Hant": "關閉", "zh-Hans": "关闭" },
} as const;

/** A state on change and in a snapshot every 60 s (domain C). */
export function flag(label: Text, details: Partial<Omit<BooleanPoint, "kind" | "label">> = {}): BooleanPoint {
  return { kind: "boolean", label, states: yesNo, intervalSeconds: 60, ...details };
}

export function choice(
  label: Text,
  options: EnumPoint["options"],
  details: Partial<Omit<EnumPoint, "kind" | "label" | "options">> = {},
): EnumPoint {
  return { kind: "enum", label, options, intervalSeconds: 60, ...details };
}

export function words(label: Text, details: Partial<Omit<TextPoint, "kind" | "label">> = {}): TextPoint {
  return { kind: "text", label, maxLength: 120, intervalSeconds: 60, ...details };
}
