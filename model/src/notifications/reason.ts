/** Why somebody was not told, or an escalation ended: kept with the alarm and shown. */
export const withheldReasons = [
  "suppressed",
  "shelved",
  "out-of-service",
  "drill",
  "silenced",
  "acknowledged",
  "attended",
  "returned",
  "closed",
  "superseded",
  "no-policy",
  "no-step",
  "nobody-on-call",
  "replayed-time",
  "quiet-hours",
  "below-own-priority",
  "switched-off",
  "no-address",
  "no-channel",
  "channel-disabled",
] as const;
export type WithheldReason = (typeof withheldReasons)[number];

/** `waiting` to be grouped, `sending`, `sent`, `withheld` for a reason, `undelivered`: given up. */
export const noticeStates = ["waiting", "sending", "sent", "withheld", "undelivered"] as const;
export type NoticeState = (typeof noticeStates)[number];

/** `dropped`: nothing in it mattered any more when its turn came. */
export const deliveryStates = ["sending", "sent", "dropped", "given-up"] as const;
export type DeliveryState = (typeof deliveryStates)[number];
