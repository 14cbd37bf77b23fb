import type { ProblemView } from "@plantroom/model/api/types.ts";
import { errorCatalogue, kinds, type Problem } from "@plantroom/model/errors/catalogue.ts";
import { fill, type Locale } from "@plantroom/model/text.ts";

export const problemType = "application/problem+json; charset=utf-8";

/** RFC 9457; `type` is a name, not an address, since an installation may have no way to the internet. */
export function problemView(problem: Problem, locale: Locale): ProblemView {
  const { kind, text } = errorCatalogue[problem.code];
  return {
    type: `urn:plantroom:problem:${problem.code}`,
    title: titleOf(problem.code),
    status: kinds[kind].status,
    code: problem.code,
    detail: fill(text[locale], problem.values),
    ...(Object.keys(problem.values).length > 0 && { values: { ...problem.values } }),
    ...(problem.at.length > 0 && {
      errors: problem.at.map(({ path, problem: sentence, line }) => ({
        path,
        problem: sentence,
        ...(line !== undefined && { line }),
      })),
    }),
  };
}

function titleOf(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll("-", " ");
}
