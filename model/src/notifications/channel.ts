/** Ways to somebody. `in-app` and `web-push` are always there; the others are set up by an administrator. */
export const media = ["in-app", "web-push", "smtp", "webhook"] as const;
export type Medium = (typeof media)[number];

/** What a webhook's receiver understands. `generic` is our own JSON, signed in `X-Plantroom-Signature`. */
export const webhookFormats = ["generic", "wecom", "dingtalk", "feishu", "slack", "teams"] as const;
export type WebhookFormat = (typeof webhookFormats)[number];

/** `tls` from the first byte (465), `starttls` required (587), `none` for a relay on the same network. */
export const smtpSecurities = ["tls", "starttls", "none"] as const;
export type SmtpSecurity = (typeof smtpSecurities)[number];
