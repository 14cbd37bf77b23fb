import type { Text } from "./text.ts";

/** Each pair: the Traditional form of a character, then the Simplified one. Enough to notice a text in the wrong script. */
const pairs =
  "電电 樓楼 號号 門门 閥阀 報报 關关 開开 廂厢 驅驱 動动 機机 壓压 無无 運运 員员 閘闸 車车 場场 燈灯 間间 線线 圖图 數数 據据 處处 維维 護护 變变 頻频 過过 負负 載载 軸轴 損损 溫温 濕湿 瀉泻 礙碍 檢检 測测 試试 驗验 設设 備备 狀状 態态 價价 費费 氣气 給给 復复 斷断 續续 聯联 絡络 閉闭 儀仪"
    .split(" ")
    .map(([hant = "", hans = ""]) => ({ hant, hans }));

/** Characters of one Chinese script that stand in the other's text; empty for a text that keeps to its scripts. */
export function strayCharacters(text: Text): string[] {
  return pairs.flatMap(({ hant, hans }) => [
    ...(text["zh-Hant"].includes(hans) ? [hans] : []),
    ...(text["zh-Hans"].includes(hant) ? [hant] : []),
  ]);
}
