import type { Text } from "../text.ts";

/** Why a message, or one value of it, was not taken. The codes are stable; the sentences may improve. */
export const refusals = {
  "topic-unknown": {
    en: "{topic} is not a topic of the contract.",
    "zh-Hant": "{topic} 不是合約中的主題。",
    "zh-Hans": "{topic} 不是约定的主题。",
  },
  "topic-denied": {
    en: "Account {account} may not publish for {equipment}.",
    "zh-Hant": "帳號 {account} 無權為 {equipment} 發布。",
    "zh-Hans": "账号 {account} 无权为 {equipment} 发布。",
  },
  "site-unknown": { en: "There is no site {site}.", "zh-Hant": "沒有案場 {site}。", "zh-Hans": "没有项目 {site}。" },
  "equipment-unknown": {
    en: "There is no equipment {equipment} at {site}.",
    "zh-Hant": "{site} 沒有設備 {equipment}。",
    "zh-Hans": "{site} 没有设备 {equipment}。",
  },
  "type-unknown": {
    en: "The device type {type} of {equipment} is not known.",
    "zh-Hant": "{equipment} 的設備類型 {type} 不存在。",
    "zh-Hans": "{equipment} 的设备类型 {type} 不存在。",
  },
  "point-unknown": {
    en: "{type} has no point {point}.",
    "zh-Hant": "{type} 沒有測點 {point}。",
    "zh-Hans": "{type} 没有测点 {point}。",
  },
  "payload-too-large": {
    en: "The payload has {bytes} bytes; at most {limit} are taken.",
    "zh-Hant": "訊息有 {bytes} 位元組，上限為 {limit}。",
    "zh-Hans": "消息有 {bytes} 字节，上限为 {limit}。",
  },
  "payload-not-utf8": { en: "The payload is not UTF-8.", "zh-Hant": "訊息不是 UTF-8。", "zh-Hans": "消息不是 UTF-8。" },
  "payload-not-json": {
    en: "The payload is not JSON: {problem}.",
    "zh-Hant": "訊息不是 JSON：{problem}。",
    "zh-Hans": "消息不是 JSON：{problem}。",
  },
  "payload-shape": {
    en: "The payload has not the shape of {channel}: {problem}.",
    "zh-Hant": "訊息格式不符 {channel}：{problem}。",
    "zh-Hans": "消息格式不符 {channel}：{problem}。",
  },
  "too-many-values": {
    en: "{count} values in one message; at most {limit} are taken.",
    "zh-Hant": "一則訊息有 {count} 個值，上限為 {limit}。",
    "zh-Hans": "一条消息有 {count} 个值，上限为 {limit}。",
  },
  "value-type": {
    en: "{point} must be {expected}, got {got}.",
    "zh-Hant": "{point} 應為 {expected}，收到 {got}。",
    "zh-Hans": "{point} 应为 {expected}，收到 {got}。",
  },
  "value-not-finite": {
    en: "{point} is not a finite number.",
    "zh-Hant": "{point} 不是有限數值。",
    "zh-Hans": "{point} 不是有限数值。",
  },
  "value-not-option": {
    en: "{got} is not a value of {point}.",
    "zh-Hant": "{got} 不是 {point} 的選項。",
    "zh-Hans": "{got} 不是 {point} 的选项。",
  },
  "time-unreadable": {
    en: "The time {got} cannot be read; times without an offset are not taken.",
    "zh-Hant": "無法讀取時間 {got}；不接受沒有時區的時間。",
    "zh-Hans": "无法读取时间 {got}；不接受没有时区的时间。",
  },
  "event-unknown": {
    en: "{type} has no event {event}.",
    "zh-Hant": "{type} 沒有事件 {event}。",
    "zh-Hans": "{type} 没有事件 {event}。",
  },
  "status-unknown": {
    en: "A status is online or offline, got {got}.",
    "zh-Hant": "狀態應為 online 或 offline，收到 {got}。",
    "zh-Hans": "状态应为 online 或 offline，收到 {got}。",
  },
  "retain-denied": {
    en: "Only a status may be retained; {channel} is not kept by the broker.",
    "zh-Hant": "只有狀態可以保留；{channel} 不會由伺服器保留。",
    "zh-Hans": "只有状态可以保留；{channel} 不会由服务器保留。",
  },
} as const satisfies Record<string, Text>;
export type RefusalCode = keyof typeof refusals;
