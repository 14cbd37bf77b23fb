import type { CommandPayload } from "@plantroom/model/topics/topics.ts";

/** A command as it came; undefined for one that has no id to answer to, or has expired. */
export function readCommand(payload: string, now: number): Omit<CommandPayload, "expires"> | undefined {
  const message = parse(payload);
  if (typeof message?.id !== "string") return undefined;
  const { id, command, args, expires } = message;
  if (typeof expires === "string" && Date.parse(expires) < now) return undefined;
  return { id, command: String(command), args: (args ?? {}) as CommandPayload["args"] };
}

function parse(payload: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined; // not JSON: nothing to answer
  }
}
