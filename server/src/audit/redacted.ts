/** `current` is the password that is given up for another. */
const secret = /password|token|secret|^current$/i;
const longest = 500;

/** What the trail keeps of a request: no secrets, and of long texts their beginning. */
export function redacted(body: unknown): Record<string, unknown> {
  if (typeof body === "string") return body === "" ? {} : { text: shortened(body), characters: body.length };
  const value = cleaned(body);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return shortened(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, secret.test(key) ? "…" : cleaned(inner)] as const),
  );
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
