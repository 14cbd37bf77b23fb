/** `current` is the password that is given up for another; who knows `endpoint` and `keys` of a device can write to it. */
const secret = /password|token|secret|^(?:current|endpoint|keys)$/i;
const longest = 500;
/** What is nested deeper is left out; nothing that the API takes needs as much. */
const deepest = 20;

/** What the trail keeps of a request: no secrets, and of long texts their beginning. */
export function redacted(body: unknown): Record<string, unknown> {
  if (typeof body === "string") return body === "" ? {} : { text: shortened(body), characters: body.length };
  const value = cleaned(body);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function cleaned(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return shortened(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === deepest) return "…";
  if (Array.isArray(value)) return value.map((inner) => cleaned(inner, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, secret.test(key) ? "…" : cleaned(inner, depth + 1)] as const),
  );
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
