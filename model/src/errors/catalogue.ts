import type { Text } from "../text.ts";

/** Whose fault it is; fixes the HTTP status, the log level and whether to try again. */
export const kinds = {
  invalid: { status: 422, level: "info", retry: false },
  unauthenticated: { status: 401, level: "info", retry: false },
  denied: { status: 403, level: "warn", retry: false },
  missing: { status: 404, level: "info", retry: false },
  conflict: { status: 409, level: "info", retry: false },
  throttled: { status: 429, level: "warn", retry: true },
  unavailable: { status: 503, level: "error", retry: true },
  bug: { status: 500, level: "error", retry: false },
} as const;
export type Kind = keyof typeof kinds;

interface ErrorEntry {
  readonly kind: Kind;
  readonly text: Text;
}

/** Every error of the API, by its stable code. */
export const errorCatalogue = {
  "request-invalid": entry(
    "invalid",
    "The request does not fit: {problem}.",
    "請求格式不符：{problem}。",
    "请求格式不符：{problem}。",
  ),
  "file-invalid": entry(
    "invalid",
    "The file has {count} errors; nothing was imported.",
    "檔案有 {count} 個錯誤，未匯入任何內容。",
    "文件有 {count} 个错误，未导入任何内容。",
  ),
  "sign-in-failed": entry(
    "unauthenticated",
    "User name or password is wrong.",
    "使用者名稱或密碼錯誤。",
    "用户名或密码错误。",
  ),
  "password-wrong": entry("invalid", "The current password is wrong.", "目前的密碼錯誤。", "当前密码错误。"),
  "demo-password": entry(
    "denied",
    "The demo accounts keep their passwords: others rely on them.",
    "示範帳號的密碼不可變更，其他人也在使用。",
    "演示账号的密码不可更改，其他人也在使用。",
  ),
  "sign-in-required": entry("unauthenticated", "Please sign in.", "請先登入。", "请先登录。"),
  "too-many-attempts": entry(
    "throttled",
    "Too many attempts; try again in {seconds} s.",
    "嘗試次數過多，請 {seconds} 秒後再試。",
    "尝试次数过多，请 {seconds} 秒后再试。",
  ),
  "not-allowed": entry("denied", "Your role may not do this.", "您的角色無權執行此操作。", "您的角色无权执行此操作。"),
  "origin-denied": entry("denied", "The request came from another site.", "請求來自其他網站。", "请求来自其他网站。"),
  "not-found": entry("missing", "There is no {what} {id}.", "找不到 {what} {id}。", "找不到 {what} {id}。"),
  "route-unknown": entry("missing", "There is nothing at this address.", "此位址沒有內容。", "此地址没有内容。"),
  "already-exists": entry("conflict", "{what} {id} exists already.", "{what} {id} 已存在。", "{what} {id} 已存在。"),
  "last-administrator": entry(
    "conflict",
    "One administrator of all sites has to remain.",
    "必須保留一位可管理所有案場的管理員。",
    "必须保留一位可管理所有项目的管理员。",
  ),
  "in-use": entry(
    "conflict",
    "{what} {id} is in use by {by}.",
    "{what} {id} 正由 {by} 使用。",
    "{what} {id} 正由 {by} 使用。",
  ),
  "alarm-note-required": entry(
    "invalid",
    "A critical alarm is acknowledged with a note.",
    "確認緊急警報時必須填寫備註。",
    "确认紧急报警时必须填写备注。",
  ),
  "alarm-nothing-to-reset": entry("conflict", "The alarm is not latched.", "警報未鎖定。", "报警未锁定。"),
  "alarm-still-active": entry(
    "conflict",
    "The condition still holds; it cannot be reset.",
    "條件仍成立，無法復歸。",
    "条件仍成立，无法复位。",
  ),
  "alarm-closed": entry("conflict", "The alarm is closed.", "警報已結束。", "报警已结束。"),
  "alarm-never-shelved": entry(
    "denied",
    "Life-safety alarms are never shelved.",
    "人身安全警報不可擱置。",
    "人身安全报警不可搁置。",
  ),
  "alarm-shelve-needs-supervisor": entry(
    "denied",
    "Shelving a critical alarm needs a supervisor.",
    "擱置緊急警報需要值班主管。",
    "搁置紧急报警需要值班长。",
  ),
  "alarm-shelve-too-long": entry(
    "invalid",
    "An alarm is shelved for at most {hours} h.",
    "警報最多擱置 {hours} 小時。",
    "报警最多搁置 {hours} 小时。",
  ),
  "alarm-shelve-length": entry(
    "invalid",
    "Say how long: minutes, or one of the times offered.",
    "請指定時間：分鐘數或預設時段其一。",
    "请指定时长：分钟数或预设时段之一。",
  ),
  "alarm-nothing-to-silence": entry("conflict", "The alarm makes no sound.", "警報未發聲。", "报警未发声。"),
  "alarm-permit-in-past": entry(
    "invalid",
    "The planned return lies in the past.",
    "預定恢復時間已過。",
    "计划恢复时间已过。",
  ),
  "mode-ended": entry("conflict", "The mode has ended.", "此模式已結束。", "此模式已结束。"),
  "work-order-step-refused": entry(
    "conflict",
    "A work order that is {state} cannot {action}.",
    "{state} 的工單無法執行 {action}。",
    "{state} 的工单无法执行 {action}。",
  ),
  "work-order-needs": entry("invalid", "This step needs: {needs}.", "此步驟需要：{needs}。", "此步骤需要：{needs}。"),
  "procedure-run-over": entry(
    "conflict",
    "This run of the procedure is over.",
    "此次程序執行已結束。",
    "本次预案执行已结束。",
  ),
  "procedure-step-decided": entry(
    "conflict",
    "Somebody has already written this step down.",
    "此步驟已有人記錄。",
    "该步骤已有人记录。",
  ),
  "procedure-step-undecided": entry(
    "conflict",
    "Nothing was written down of this step yet.",
    "此步驟尚無紀錄。",
    "该步骤尚无记录。",
  ),
  "procedure-step-not-needed": entry(
    "conflict",
    "This step is not needed: an answer before it led past it.",
    "依先前的回答，此步驟無須執行。",
    "根据之前的回答，该步骤无需执行。",
  ),
  "procedure-step-role": entry(
    "denied",
    "This step is for another role: {role}.",
    "此步驟由其他角色執行：{role}。",
    "该步骤由其他角色执行：{role}。",
  ),
  "procedure-step-needs": entry(
    "invalid",
    "This step needs: {needs}.",
    "此步驟需要：{needs}。",
    "该步骤需要：{needs}。",
  ),
  "procedure-steps-open": entry(
    "conflict",
    "{count} steps are still open; do or skip them, or abandon the run.",
    "尚有 {count} 個步驟未完成；請完成、略過，或中止執行。",
    "还有 {count} 个步骤未完成；请完成、跳过，或中止执行。",
  ),
  "address-refused": entry(
    "denied",
    "{address} is a private or local address; an administrator has to allow its network first.",
    "{address} 是內部或本機位址，須先由系統管理員允許該網段。",
    "{address} 是内部或本机地址，须先由系统管理员允许该网段。",
  ),
  "channel-incomplete": entry(
    "invalid",
    "The channel still needs: {needs}.",
    "此通知管道尚缺：{needs}。",
    "此通知渠道尚缺：{needs}。",
  ),
  "roster-invalid": entry(
    "invalid",
    "The roster does not work: {problem}.",
    "輪值表無法使用：{problem}。",
    "值班表无法使用：{problem}。",
  ),
  "too-many": entry(
    "conflict",
    "There can be no more than {limit} {what}.",
    "{what} 最多 {limit} 個。",
    "{what} 最多 {limit} 个。",
  ),
  "photo-invalid": entry(
    "invalid",
    "This is no picture that can be kept; JPEG, PNG and WebP are taken.",
    "無法保存此檔案；僅接受 JPEG、PNG 與 WebP 圖片。",
    "无法保存此文件；仅接受 JPEG、PNG 和 WebP 图片。",
  ),
  "photo-limit": entry(
    "conflict",
    "A run keeps at most {count} pictures.",
    "每次執行最多保存 {count} 張照片。",
    "每次执行最多保存 {count} 张照片。",
  ),
  "rule-not-ready": entry(
    "invalid",
    "The rule cannot go into force: {count} problems.",
    "規則無法生效：{count} 個問題。",
    "规则无法生效：{count} 个问题。",
  ),
  "rule-step-refused": entry(
    "conflict",
    "Version {version} of the rule is {state}; it cannot become {to}.",
    "規則第 {version} 版的狀態為 {state}，無法改為 {to}。",
    "规则第 {version} 版的状态为 {state}，无法改为 {to}。",
  ),
  "rule-proposal-open": entry(
    "conflict",
    "A change of this rule already waits for somebody's approval.",
    "此規則已有一項變更等待核准。",
    "该规则已有一项变更等待批准。",
  ),
  "rule-approval-by-another": entry(
    "denied",
    "Life-safety rules are changed by two people: somebody else has to approve this.",
    "人身安全規則須由兩人變更：請由另一人核准。",
    "人身安全规则须由两人变更：请由另一人批准。",
  ),
  "rule-override-unknown": entry(
    "invalid",
    "A site cannot have its own value for: {paths}.",
    "案場無法自訂以下數值：{paths}。",
    "项目无法自定义以下数值：{paths}。",
  ),
  "period-invalid": entry(
    "invalid",
    "The period ends before it begins, or is longer than {limit}.",
    "期間結束早於開始，或超過 {limit}。",
    "期间结束早于开始，或超过 {limit}。",
  ),
  "rule-invalid": entry(
    "invalid",
    "The rule cannot be judged: {problem}.",
    "規則無法判斷：{problem}。",
    "规则无法判断：{problem}。",
  ),
  "backtest-too-much": entry(
    "invalid",
    "More than {limit} readings; choose a shorter period or less equipment.",
    "超過 {limit} 筆讀值，請縮短期間或減少設備。",
    "超过 {limit} 条读数，请缩短期间或减少设备。",
  ),
  "backtest-too-long": entry(
    "invalid",
    "The rule needs more than {seconds} s for this; choose a shorter period or less equipment.",
    "此規則需要超過 {seconds} 秒，請縮短期間或減少設備。",
    "此规则需要超过 {seconds} 秒，请缩短期间或减少设备。",
  ),
  "laboratory-busy": entry(
    "throttled",
    "The laboratory is busy; try again in {seconds} s.",
    "實驗室忙碌中，請 {seconds} 秒後再試。",
    "实验室繁忙，请 {seconds} 秒后再试。",
  ),
  "demo-only": entry("missing", "This exists in demo mode only.", "僅於示範模式提供。", "仅在演示模式提供。"),
  "demo-not-connected": entry(
    "unavailable",
    "The demo simulators are not connected.",
    "示範模擬器未連線。",
    "演示模拟器未连接。",
  ),
  "store-unavailable": entry(
    "unavailable",
    "History is not available at the moment; live values are.",
    "歷史資料暫時無法取得，即時資料正常。",
    "历史数据暂不可用，实时数据正常。",
  ),
  "not-ready": entry("unavailable", "Not ready: {reason}.", "尚未就緒：{reason}。", "尚未就绪：{reason}。"),
  "backup-running": entry(
    "conflict",
    "Another backup is being taken; wait until it is done.",
    "另一項備份正在進行，請稍候。",
    "另一项备份正在进行，请稍候。",
  ),
  "backup-place-refused": entry(
    "invalid",
    "Nothing can be written to {path}: {problem}.",
    "無法寫入 {path}：{problem}。",
    "无法写入 {path}：{problem}。",
  ),
  "backup-unknown": entry(
    "missing",
    "{path} is not a backup of Plantroom: {problem}.",
    "{path} 不是 Plantroom 的備份：{problem}。",
    "{path} 不是 Plantroom 的备份：{problem}。",
  ),
  "backup-damaged": entry(
    "invalid",
    "The backup is damaged, nothing was restored: {problem}.",
    "備份已損壞，未還原任何內容：{problem}。",
    "备份已损坏，未恢复任何内容：{problem}。",
  ),
  "backup-newer": entry(
    "conflict",
    "The backup was taken by a newer Plantroom ({version}); restore it with that version or a later one.",
    "備份由較新版本的 Plantroom（{version}）建立，請用該版本或更新版本還原。",
    "备份由较新版本的 Plantroom（{version}）创建，请用该版本或更新版本恢复。",
  ),
  "restore-target-not-empty": entry(
    "conflict",
    "{path} is not empty; a backup is restored into an empty place only.",
    "{path} 不是空的，備份只能還原到空的位置。",
    "{path} 不是空的，备份只能恢复到空的位置。",
  ),
  "internal-error": entry(
    "bug",
    "Something went wrong here; it was recorded as {reference}.",
    "系統發生錯誤，紀錄編號 {reference}。",
    "系统发生错误，记录编号 {reference}。",
  ),
} as const satisfies Record<string, ErrorEntry>;
export type ErrorCode = keyof typeof errorCatalogue;

function entry<const K extends Kind>(
  kind: K,
  en: string,
  hant: string,
  hans: string,
): ErrorEntry & { readonly kind: K } {
  return { kind, text: { en, "zh-Hant": hant, "zh-Hans": hans } };
}

/** An expected failure on its way to the person who asked. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly values: Readonly<Record<string, unknown>>;
  /** Where in the request, as a path: `body.values.0.at`. */
  readonly at: readonly { readonly path: string; readonly problem: string; readonly line?: number | undefined }[];

  constructor(code: ErrorCode, values: Problem["values"] = {}, options: { at?: Problem["at"]; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.values = values;
    this.at = options.at ?? [];
  }
}
