import { gravity, type Priority } from "../alarms/priority.ts";
import { fill, type Locale, type Named, nameIn, type Text } from "../text.ts";
import type { Instant } from "../time.ts";

/** An alarm as a message tells of it. */
export interface MessageAlarm {
  readonly id: string;
  readonly site: string;
  readonly equipment: string;
  readonly rule: string;
  readonly priority: Priority;
  readonly raisedAt: Instant;
  readonly siteName: Named;
  readonly equipmentName: Named;
  readonly ruleName: Text;
  /** IANA zone in which its times are written. */
  readonly timeZone: string;
}

/** Why the message is sent. */
export const messageKinds = ["raised", "escalated", "unattended", "digest", "test", "undelivered"] as const;
export type MessageKind = (typeof messageKinds)[number];

/** What is told, before it has a language or a form. */
export interface Message {
  /** The idempotency key: the same however often it is sent. */
  readonly key: string;
  readonly kind: MessageKind;
  readonly at: Instant;
  /** The gravest first; of a flood the beginning. */
  readonly alarms: readonly MessageAlarm[];
  /** How many alarms it stands for. */
  readonly count: number;
  /** What could not be delivered, or to whom a test goes. */
  readonly about?: string | undefined;
  /** Address within the dashboard. */
  readonly path: string;
  /** Where the dashboard is reached; without it there is no link. */
  readonly baseUrl?: string | undefined;
}

/** A message in one language, as plain text. */
export interface Wording {
  readonly title: string;
  readonly lines: readonly string[];
  readonly link?: { readonly label: string; readonly url: string } | undefined;
  readonly priority?: Priority | undefined;
}

/** No more alarms are named in a message. */
export const namedAlarms = 10;
const longestName = 80;

const words = {
  one: entry("P{level} {where}: {what}", "P{level} {where}：{what}", "P{level} {where}：{what}"),
  many: entry(
    "{count} alarms, worst P{level} {where}: {what}",
    "{count} 則警報，最嚴重 P{level} {where}：{what}",
    "{count} 条报警，最严重 P{level} {where}：{what}",
  ),
  raised: entry("Raised at {time} at {site}", "{time} 於{site}發生", "{time} 于{site}发生"),
  escalated: entry(
    "Not acknowledged yet; raised at {time} at {site}",
    "尚未確認；{time} 於{site}發生",
    "尚未确认；{time} 于{site}发生",
  ),
  unattended: entry(
    "Acknowledged, but nobody attends to it; raised at {time} at {site}",
    "已確認但無人處置；{time} 於{site}發生",
    "已确认但无人处置；{time} 于{site}发生",
  ),
  digest: entry("Alarms of low priority still open", "尚未結束的低優先警報", "尚未结束的低优先级报警"),
  line: entry("P{level} {time} {where}: {what}", "P{level} {time} {where}：{what}", "P{level} {time} {where}：{what}"),
  more: entry("and {count} more", "另有 {count} 則", "另有 {count} 条"),
  open: entry("Open Plantroom", "開啟 Plantroom", "打开 Plantroom"),
  test: entry("Test message from Plantroom", "Plantroom 測試訊息", "Plantroom 测试消息"),
  testLine: entry(
    "{about}: messages arrive here. No alarm stands behind this one.",
    "{about}：訊息可送達此處。此則並非警報。",
    "{about}：消息可送达此处。此条并非报警。",
  ),
  undelivered: entry("A notification could not be delivered", "有通知無法送達", "有通知无法送达"),
} as const;

/** The message in a language. Names stand as people wrote them: who puts them in a mark-up escapes them. */
export function wordingOf(message: Message, locale: Locale): Wording {
  const { kind, alarms, count, about = "", path, baseUrl } = message;
  const say = (text: Text, values: Readonly<Record<string, unknown>> = {}) => fill(text[locale], values);
  const link = baseUrl ? { link: { label: say(words.open), url: new URL(path, baseUrl).href } } : {};
  const worst = alarms[0];
  if (kind === "test") return { title: say(words.test), lines: [say(words.testLine, { about })], ...link };
  if (kind === "undelivered") return { title: say(words.undelivered), lines: [about], ...link };
  if (worst === undefined) return { title: say(words.digest), lines: [], ...link };
  const valuesOf = (alarm: MessageAlarm) => ({
    level: gravity(alarm.priority) + 1,
    where: shortened(nameIn(locale, alarm.equipmentName)),
    what: shortened(alarm.ruleName[locale]),
    time: timeOf(alarm.raisedAt, alarm.timeZone, locale),
    site: shortened(nameIn(locale, alarm.siteName)),
  });
  const priority = worst.priority;
  if (count === 1 && kind !== "digest") {
    return { title: say(words.one, valuesOf(worst)), lines: [say(words[kind], valuesOf(worst))], priority, ...link };
  }
  const named = alarms.slice(0, namedAlarms);
  const lines = [
    say(words[kind], valuesOf(worst)),
    ...named.map((alarm) => say(words.line, valuesOf(alarm))),
    ...(count > named.length ? [say(words.more, { count: count - named.length })] : []),
  ];
  return { title: say(words.many, { count, ...valuesOf(worst) }), lines, priority, ...link };
}

/** Time of day at the site, 24 h. */
function timeOf(at: Instant, timeZone: string, locale: Locale): string {
  const language = { en: "en-GB", "zh-Hant": "zh-TW", "zh-Hans": "zh-CN" }[locale];
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(
    at,
  );
}

/** One line without control characters: it goes into subjects and headers too. */
function shortened(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const line = name.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ").trim();
  const letters = [...line];
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join("")}…` : line;
}

function entry(en: string, hant: string, hans: string): Text {
  return { en, "zh-Hant": hant, "zh-Hans": hans };
}
