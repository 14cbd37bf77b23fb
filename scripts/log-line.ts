const levels: Readonly<Record<number, string>> = { 40: "warning", 50: "error", 60: "fatal" };

/** What the terminal shows of a line that a program wrote: pino's warnings and errors in plain words, anything that is not pino's as it is. */
export function forTerminal(program: string, line: string): string | undefined {
  const entry = parse(line);
  if (!entry) return line.trim() === "" ? undefined : `${program}: ${line}`;
  if (entry.level < 40) return undefined;
  const word = levels[entry.level] ?? `level ${entry.level}`;
  const cause = entry.err?.message && entry.err.message !== entry.msg ? ` (${entry.err.message})` : "";
  return `${program}: ${word}: ${entry.msg ?? "no message"}${cause}`;
}

/** Whether a line belongs into the log. Plain words on standard output are for the person at the terminal alone: a first password, say. */
export function isForLog(line: string, from: "stdout" | "stderr"): boolean {
  return from === "stderr" || parse(line) !== undefined;
}

type Entry = { readonly level: number; readonly msg?: string; readonly err?: { readonly message?: string } };

function parse(line: string): Entry | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const entry = JSON.parse(line);
    return typeof entry.level === "number" ? entry : undefined;
  } catch {
    return undefined; // a line that only looks like JSON
  }
}
