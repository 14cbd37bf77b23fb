import type { Text } from "./text.ts";

/** Each pair: the Traditional form of a character, then the Simplified one. Enough of them to notice a text in the wrong script. */
const pairs = [
  "電电 樓楼 號号 門门 閥阀 報报 關关 開开 廂厢 驅驱 動动 機机 壓压 無无 運运 員员 閘闸 車车 場场 燈灯 間间 線线 圖图 數数 據据 處处 維维 護护 變变 頻频",
  "過过 負负 載载 軸轴 損损 溫温 濕湿 瀉泻 礙碍 檢检 測测 試试 驗验 設设 備备 狀状 態态 價价 費费 氣气 給给 復复 斷断 續续 聯联 絡络 閉闭 儀仪 認认 時时",
  "創创 優优 級级 總总 覽览 層层 連连 輸输 錯错 誤误 發发 現现 應应 異异 樣样 讀读 區区 熱热 鎖锁 顯显 隱隐 為为 這这 進进 務务 馬马 達达 裝装 統统 壞坏",
  "絲丝 導导 響响 調调 節节 專专 聲声 學学 實实 對对 將将 噴喷 煙烟 淨净 滿满 轉转 啟启 閒闲 環环 監监 視视 緊紧 擊击 撥拨 擋挡 攝摄 錄录 鏡镜 標标 櫃柜",
  "鋼钢 鐵铁 鑰钥 鍵键 鏈链 離离 雙双 隊队 際际 隨随 險险 階阶 頂顶 順顺 須须 預预 題题 額额 類类 風风 飲饮 養养 駕驾 駐驻 驟骤 體体 齒齿 歷历 廠厂 權权",
  "條条 來来 極极 構构 欄栏 潤润 漲涨 滅灭 災灾 點点 燒烧 盤盘 碼码 確确 積积 竊窃 組组 終终 經经 絕绝 繞绕 網网 罰罚 髒脏 藥药 蝕蚀 補补 觀观 規规 計计",
  "記记 許许 訪访 證证 評评 該该 話话 請请 諧谐 貼贴 軟软 輪轮 轎轿 較较 邊边 還还 遠远 適适 選选 遞递 遺遗 釋释 鈕钮 鐘钟 鈴铃 鋪铺 銷销 長长 閃闪 問问",
  "闖闯 靜静 納纳 繳缴 壽寿 參参 頓顿 懸悬 縮缩",
]
  .flatMap((line) => line.split(" "))
  .map(([hant = "", hans = ""]) => ({ hant, hans }));

/** Characters of one Chinese script that stand in the other's text; empty for a text that keeps to its scripts. */
export function strayCharacters(text: Text): string[] {
  return pairs.flatMap(({ hant, hans }) => [
    ...(text["zh-Hant"].includes(hans) ? [hans] : []),
    ...(text["zh-Hans"].includes(hant) ? [hant] : []),
  ]);
}
