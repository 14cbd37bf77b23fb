import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import type { AlarmLineView } from "@plantroom/model/api/types.ts";
import type { Locale, Text } from "@plantroom/model/text.ts";
import { iso } from "@plantroom/model/time.ts";
import { type Cell, csv } from "../energy/csv.ts";
import type { NumberedLine } from "./search.ts";

const words = {
  title: { en: "Alarm journal", "zh-Hant": "警報日誌", "zh-Hans": "报警日志" },
  zone: { en: "Time zone", "zh-Hant": "時區", "zh-Hans": "时区" },
  asked: { en: "Asked for", "zh-Hant": "查詢條件", "zh-Hans": "查询条件" },
  all: { en: "everything", "zh-Hant": "全部", "zh-Hans": "全部" },
  more: {
    en: "There are older lines that this file does not hold.",
    "zh-Hant": "還有更早的紀錄，本檔未收錄。",
    "zh-Hans": "还有更早的记录，本文件未收录。",
  },
} as const satisfies Record<string, Text>;

const columns = [
  { en: "Time", "zh-Hant": "時間", "zh-Hans": "时间" },
  { en: "UTC offset", "zh-Hant": "時差", "zh-Hans": "时差" },
  { en: "Site", "zh-Hant": "案場", "zh-Hans": "项目" },
  { en: "Equipment", "zh-Hant": "設備", "zh-Hans": "设备" },
  { en: "Equipment name", "zh-Hant": "設備名稱", "zh-Hans": "设备名称" },
  { en: "Rule", "zh-Hant": "規則", "zh-Hans": "规则" },
  { en: "Alarm", "zh-Hant": "警報", "zh-Hans": "报警" },
  { en: "Priority", "zh-Hant": "優先級", "zh-Hans": "优先级" },
  { en: "Event", "zh-Hant": "事件", "zh-Hans": "事件" },
  { en: "State before", "zh-Hant": "先前狀態", "zh-Hans": "此前状态" },
  { en: "State after", "zh-Hant": "之後狀態", "zh-Hans": "此后状态" },
  { en: "By", "zh-Hant": "操作者", "zh-Hans": "操作人" },
  { en: "Details", "zh-Hant": "細節", "zh-Hans": "细节" },
  { en: "Note", "zh-Hant": "備註", "zh-Hans": "备注" },
  { en: "Drill or test", "zh-Hant": "演練或測試", "zh-Hans": "演练或测试" },
  { en: "Alarm number", "zh-Hant": "警報編號", "zh-Hans": "报警编号" },
] as const satisfies readonly Text[];

export interface JournalFile {
  readonly lines: readonly NumberedLine[];
  /** There are older ones. */
  readonly more: boolean;
  readonly asked: Readonly<Record<string, string>>;
  readonly timeZone: string;
  readonly locale: Locale;
  readonly nameOf: (line: AlarmLine) => { readonly equipment: string; readonly rule: string };
}

/** The journal as a table: what was asked for and in which zone first, then a row for each line, in the order of the screen. */
export function journalCsv({ lines, more, asked, timeZone, locale, nameOf }: JournalFile): string {
  const filters = Object.entries(asked).map(([key, value]) => `${key}=${value}`);
  return csv([
    [words.title[locale]],
    [words.zone[locale], timeZone],
    [words.asked[locale], filters.join("; ") || words.all[locale]],
    ...(more ? [[words.more[locale]]] : []),
    [],
    columns.map((column) => column[locale]),
    ...lines.map((line): Cell[] => {
      const names = nameOf(line);
      const at = Temporal.Instant.fromEpochMilliseconds(line.at).toZonedDateTimeISO(timeZone);
      return [
        at.toPlainDateTime().toString({ smallestUnit: "millisecond" }).replace("T", " "),
        `UTC${at.offset}`,
        ...[line.site, line.equipment, names.equipment, line.rule, names.rule],
        ...[line.priority, line.event, line.from, line.to, line.by],
        Object.entries(line.detail ?? {})
          .map(([key, value]) => `${key}=${value}`)
          .join("; "),
        line.note ?? "",
        ...[line.rehearsal ? "1" : "", line.alarm],
      ];
    }),
  ]);
}

export function lineView({ at, rehearsal, detail, ...line }: NumberedLine): AlarmLineView {
  return { ...line, at: iso(at), ...(detail && { detail: { ...detail } }), ...(rehearsal && { rehearsal }) };
}

/** One JSON object a line, as HTTP tells it. */
export function journalJsonLines(lines: readonly NumberedLine[]): string {
  return lines.map((line) => `${JSON.stringify(lineView(line))}\n`).join("");
}
