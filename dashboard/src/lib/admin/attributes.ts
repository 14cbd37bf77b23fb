import type { AttributeValue } from "@plantroom/model/sites/equipment.ts";

/** What a person wrote into an attribute's field: a number where it is one, yes and no as they are, else the text. */
export function attributeFrom(text: string): AttributeValue | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  // "007" and "1e3" are labels as people write them.
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(trimmed) && Number.isSafeInteger(Math.trunc(Number(trimmed)))
    ? Number(trimmed)
    : trimmed;
}

/** Fields of a form back into attributes; empty ones are left out, undefined where none is left. */
export function attributesFrom(fields: Readonly<Record<string, string>>): Record<string, AttributeValue> | undefined {
  const entries = Object.entries(fields).flatMap(([name, text]) => {
    const value = attributeFrom(text);
    return value === undefined ? [] : [[name, value] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

export function fieldsFrom(attributes: Readonly<Record<string, AttributeValue>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
}
