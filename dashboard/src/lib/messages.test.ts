import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { locales } from "@plantroom/model/text.ts";
import { describe, expect, test } from "vitest";

type Messages = Record<string, string>;
const folder = fileURLToPath(new URL("../../messages/", import.meta.url));
const areas = readdirSync(folder);

function read(area: string, locale: string): Messages {
  const { $schema: _, ...messages } = JSON.parse(readFileSync(`${folder}/${area}/${locale}.json`, "utf8"));
  return messages;
}
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Characters that only one of the two scripts uses, of the words that this product uses most. */
const simplifiedTell =
  /[电报认设备时间闭载创维护优级总览闸门楼层检测数据压动态连断输错误处发现试应异样读区热气员锁显隐为这员线进务]/u;
const traditionalTell =
  /[電報認設備時間閉載創維護優級總覽閘門樓層檢測數據壓動態連斷輸錯誤處發現試應異樣讀區熱氣員鎖顯隱為這線進務]/u;

describe.each(areas)("messages of %s", (area) => {
  const en = read(area, "en");

  test.each(locales)("%s has every key, named by its area, in order", (locale) => {
    const keys = Object.keys(read(area, locale));
    expect(keys).toEqual(Object.keys(en));
    expect(keys).toEqual([...keys].sort());
    for (const key of keys) expect(key).toMatch(new RegExp(`^${area.replace("-", "_")}_[a-z0-9_]+$`));
  });

  test.each(["zh-Hant", "zh-Hans"] as const)("%s has the same placeholders and no empty text", (locale) => {
    for (const [key, text] of Object.entries(read(area, locale))) {
      expect.soft(text.trim(), key).not.toBe("");
      expect.soft(placeholders(text), key).toEqual(placeholders(en[key] ?? ""));
    }
  });

  test("Traditional and Simplified are not mixed up", () => {
    for (const [key, text] of Object.entries(read(area, "zh-Hant"))) expect.soft(text, key).not.toMatch(simplifiedTell);
    for (const [key, text] of Object.entries(read(area, "zh-Hans")))
      expect.soft(text, key).not.toMatch(traditionalTell);
  });
});
