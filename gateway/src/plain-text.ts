/** Whether a text holds no NUL, control, surrogate or replacement characters, as MQTT strings must not [MQTT-1.5.3-1]. */
export function isPlainText(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\uFFFD]/u.test(text);
}
