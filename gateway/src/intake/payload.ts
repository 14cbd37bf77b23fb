import { isUtf8 } from "node:buffer";
import { maxPayloadBytes } from "@plantroom/model/topics/topics.ts";
import { excerpt, type Refusal, refusal } from "./refusal.ts";

export type Decoded =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: Refusal };

/** The JSON of a payload. */
export function decode(payload: Buffer): Decoded {
  if (payload.length > maxPayloadBytes) {
    return { ok: false, refusal: refusal("payload-too-large", { bytes: payload.length, limit: maxPayloadBytes }) };
  }
  if (!isUtf8(payload)) return { ok: false, refusal: refusal("payload-not-utf8") };
  const text = payload.toString();
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (cause) {
    return decodeNotNumbers(text, cause as SyntaxError);
  }
}

/** `NaN` and `Infinity`, which Python and C write into JSON: too large a number in their place keeps the rest of the message. */
function decodeNotNumbers(text: string, problem: SyntaxError): Decoded {
  // A string without an end runs to the end of the text, so that the search stays linear.
  const repaired = text.replace(/"(?:[^"\\]|\\[\s\S])*(?:"|$)|-?\b(?:NaN|Infinity|nan|inf)\b/g, (token) =>
    token.startsWith('"') ? token : "1e999",
  );
  try {
    if (repaired !== text) return { ok: true, value: JSON.parse(repaired) };
  } catch {
    // not JSON for other reasons as well
  }
  return { ok: false, refusal: refusal("payload-not-json", { problem: excerpt(problem.message, 120) }) };
}

/** An object of JSON, neither null nor a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
