import type { PriceBand } from "@plantroom/model/energy/tariff.ts";
import type { DifferenceKind } from "@plantroom/model/meters/register.ts";
import type { Text } from "@plantroom/model/text.ts";
import type { Meter } from "./meter.ts";
import type { Step } from "./rows.ts";

function text(en: string, hant: string, hans: string): Text {
  return { en, "zh-Hant": hant, "zh-Hans": hans };
}

/** The words of an exported report. */
export const words = {
  title: text("Consumption and cost", "用量與費用", "用量与费用"),
  site: text("Site", "據點", "项目"),
  meter: text("Meter", "計量表", "表计"),
  mainMeters: text("Main meters", "總表", "总表"),
  medium: text("Medium", "能源類別", "能源类别"),
  step: text("By", "統計週期", "统计周期"),
  period: text("Period", "期間", "时段"),
  timeZone: text("Time zone", "時區", "时区"),
  tariff: text("Tariff", "費率", "费率"),
  noTariff: text("none", "無", "无"),
  version: text("version {version}", "第 {version} 版", "第 {version} 版"),
  completeness: text("Measured (%)", "量測完整率 (%)", "计量完整率 (%)"),
  rounding: text("Rounding", "捨入", "舍入"),
  roundingRule: text(
    "Every figure is rounded once; totals are sums of the rows shown.",
    "每個數字僅捨入一次；合計為所示各列之和。",
    "每个数字仅舍入一次；合计为所示各行之和。",
  ),
  from: text("From", "起", "起"),
  to: text("To", "迄", "止"),
  offset: text("UTC offset", "UTC 時差", "UTC 时差"),
  consumption: text("Consumption ({unit})", "用量 ({unit})", "用量 ({unit})"),
  cost: text("Cost ({unit})", "費用 ({unit})", "费用 ({unit})"),
  notes: text("Notes", "註記", "备注"),
  total: text("Total", "合計", "合计"),
} as const satisfies Record<string, Text>;

export const stepWords: Readonly<Record<Step, Text>> = {
  hour: text("Hour", "小時", "小时"),
  day: text("Day", "日", "日"),
  month: text("Month", "月", "月"),
};

export const mediumWords: Readonly<Record<Meter["medium"], Text>> = {
  electricity: text("Electricity", "電力", "电力"),
  water: text("Water", "用水", "用水"),
  gas: text("Gas", "瓦斯", "燃气"),
  heat: text("Heat", "熱能", "热能"),
};

export const bandWords: Readonly<Record<PriceBand, Text>> = {
  "critical-peak": text("Critical peak", "尖峰", "尖峰"),
  peak: text("Peak", "高峰", "高峰"),
  "half-peak": text("Half-peak", "半尖峰", "平段"),
  "off-peak": text("Off-peak", "離峰", "低谷"),
  "deep-valley": text("Deep valley", "深離峰", "深谷"),
  flat: text("Single price", "單一費率", "单一费率"),
};

export const flagWords: Readonly<Record<DifferenceKind, Text>> = {
  consumption: text("Consumption", "用量", "用量"),
  rollover: text("Register rolled over", "計度歸零", "读数翻转"),
  jitter: text("Register stepped back slightly", "計度微幅倒退", "读数微幅回退"),
  replacement: text("Meter exchanged", "更換計量表", "更换表计"),
  decrease: text("Register fell, not counted", "計度下降，未計入", "读数下降，未计入"),
  spike: text("Implausible jump, not counted", "異常跳動，未計入", "异常跳变，未计入"),
  gap: text("Silent for more than a day, not counted here", "中斷超過一日，未計入此處", "中断超过一天，未计入此处"),
};
