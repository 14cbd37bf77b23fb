import { Problem } from "@plantroom/model/errors/catalogue.ts";

/** `request-invalid` for what no schema can know; `path` as in `body.timeZone`. */
export function invalid(path: string, problem: string): Problem {
  return new Problem("request-invalid", { problem: `${path}: ${problem}` }, { at: [{ path, problem }] });
}
