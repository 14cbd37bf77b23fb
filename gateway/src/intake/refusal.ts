import type { RefusedEntry } from "@plantroom/model/journal/entry.ts";
import type { RefusalCode } from "@plantroom/model/journal/refusal.ts";

/** Why a message, or one value of it, is not taken. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Fills the placeholders of the code's sentence. */
  readonly detail: RefusedEntry["detail"];
}

/** Characters of a refused payload that are kept. */
const excerptCharacters = 256;
const detailCharacters = 80;

export function refusal(code: RefusalCode, detail: Refusal["detail"] = {}): Refusal {
  return { code, detail };
}

/** A bounded beginning of what somebody sent, fit for JSON. */
export function excerpt(text: string, characters: number): string {
  return text.slice(0, characters).toWellFormed();
}

export function payloadExcerpt(payload: Buffer): string {
  return excerpt(payload.toString("utf8", 0, excerptCharacters * 4), excerptCharacters);
}

/** A value as a sentence can carry it. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return excerpt(JSON.stringify(value.slice(0, detailCharacters)), detailCharacters);
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "a list" : "an object";
    default:
      return String(value);
  }
}

/** A name that a sender chose, bounded. */
export function named(name: string): string {
  return excerpt(name, detailCharacters);
}
