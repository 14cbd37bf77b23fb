import type { Priority } from "../alarms/priority.ts";
import type { Text } from "../text.ts";
import type { Instant } from "../time.ts";
import type { WorkOrderState } from "./lifecycle.ts";

export type WorkOrderType = "emergency" | "corrective" | "preventive" | "inspection" | "condition-based" | "request";

/** What a rule asks for when it raises. One open work order per equipment and failure class; further alarms attach to it. */
export interface WorkOrderTemplate {
  readonly type: WorkOrderType;
  readonly title: Text;
  readonly failureClass: string;
}

/** One step of a work order's life, with who took it. */
export interface WorkOrderStep {
  readonly at: Instant;
  readonly by: string;
  readonly from: WorkOrderState;
  readonly to: WorkOrderState;
  readonly note?: string | undefined;
}

/** Stands on its own: closing it never clears an alarm, clearing an alarm never closes it (domain B2). */
export interface WorkOrder {
  readonly id: string;
  /** Counts up within the installation; what people say on the radio: WO-17. */
  readonly number: number;
  readonly site: string;
  readonly equipment: string;
  readonly type: WorkOrderType;
  readonly priority: Priority;
  readonly title: Text;
  readonly description?: string | undefined;
  readonly failureClass: string;
  readonly state: WorkOrderState;
  readonly assignee?: string | undefined;
  readonly alarms: readonly string[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Accept and finish by (domain B3, per priority). */
  readonly acceptBy: Instant;
  readonly finishBy: Instant;
  readonly finishedAt?: Instant | undefined;
  readonly cause?: string | undefined;
  readonly resolution?: string | undefined;
  readonly steps: readonly WorkOrderStep[];
}

/** Causes a technician picks from when finishing (problem → cause → remedy, ISO 14224-like). */
export const causes = {
  wear: { en: "Wear or age", "zh-Hant": "磨損老化", "zh-Hans": "磨损老化" },
  blockage: { en: "Blockage or foreign object", "zh-Hant": "堵塞或異物", "zh-Hans": "堵塞或异物" },
  leak: { en: "Leak", "zh-Hant": "洩漏", "zh-Hans": "泄漏" },
  electrical: { en: "Electrical or power supply", "zh-Hant": "電氣或電源", "zh-Hans": "电气或电源" },
  control: { en: "Control or sensor", "zh-Hant": "控制或感測器", "zh-Hans": "控制或传感器" },
  misuse: { en: "Misuse or damage", "zh-Hant": "使用不當或人為損壞", "zh-Hans": "使用不当或人为损坏" },
  external: {
    en: "Outside cause (utility, weather)",
    "zh-Hant": "外部因素（公用事業、天候）",
    "zh-Hans": "外部原因（市政、天气）",
  },
  "no-fault": { en: "No fault found", "zh-Hant": "查無異常", "zh-Hans": "未发现故障" },
  other: { en: "Other", "zh-Hant": "其他", "zh-Hans": "其他" },
} as const satisfies Record<string, Text>;
export type CauseCode = keyof typeof causes;

/** Minutes to accept and to resolve (domain B3). */
export const targets: Readonly<Record<Priority, { readonly acceptMinutes: number; readonly resolveMinutes: number }>> =
  {
    critical: { acceptMinutes: 3, resolveMinutes: 120 },
    high: { acceptMinutes: 10, resolveMinutes: 240 },
    medium: { acceptMinutes: 30, resolveMinutes: 1_440 },
    low: { acceptMinutes: 240, resolveMinutes: 4_320 },
  };
