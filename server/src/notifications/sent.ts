/** What became of an attempt. `gone`: the receiver is no more. Problems are for administrators and hold no secret. */
export type Sent =
  | { readonly ok: true }
  | { readonly ok: false; readonly retry: boolean; readonly problem: string; readonly gone?: true };

export const delivered: Sent = { ok: true };

export function failed(problem: string, retry: boolean): Sent {
  return { ok: false, retry, problem };
}

/** The first line of what went wrong, or its code. */
export function wordsOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem).slice(0, 200);
  const code = "code" in problem && typeof problem.code === "string" ? problem.code : problem.name;
  return (problem.message.split("\n", 1)[0] || code).slice(0, 200);
}
