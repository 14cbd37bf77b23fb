import type { Text } from "../text.ts";

export const roles = ["operator", "supervisor", "technician", "energy-manager", "administrator"] as const;
export type Role = (typeof roles)[number];

export const roleLabels: Readonly<Record<Role, Text>> = {
  operator: { en: "Operator", "zh-Hant": "值班員", "zh-Hans": "值班员" },
  supervisor: { en: "Supervisor", "zh-Hant": "值班主管", "zh-Hans": "值班长" },
  technician: { en: "Technician", "zh-Hant": "維修技師", "zh-Hans": "维修工" },
  "energy-manager": { en: "Energy manager", "zh-Hant": "能源管理師", "zh-Hans": "能源管理员" },
  administrator: { en: "Administrator", "zh-Hant": "系統管理員", "zh-Hans": "系统管理员" },
};
