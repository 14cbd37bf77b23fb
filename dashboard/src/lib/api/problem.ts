import type { ProblemView } from "@plantroom/model/api/types.ts";
import { errorCatalogue } from "@plantroom/model/errors/catalogue.ts";
import { fill, type Locale } from "@plantroom/model/text.ts";

/** Codes that only a browser meets: no answer came, or one that is not the server's. */
export type LocalCode = "network" | "unexpected-answer";

/** A request that was refused or got no answer; `code` is stable, `words` are for people. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly view: ProblemView | undefined;

  constructor(code: string, status: number, view?: ProblemView, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.status = status;
    this.view = view;
  }

  /** The refusal of one of many: a code and what its sentence names. */
  static ofRow(code: string, values: Record<string, unknown>): ApiProblem {
    return new ApiProblem(code, 200, { type: "", title: "", status: 200, code, detail: code, values });
  }
}

const local: Readonly<Record<LocalCode, Readonly<Record<Locale, string>>>> = {
  network: {
    en: "The server cannot be reached.",
    "zh-Hant": "無法連線至伺服器。",
    "zh-Hans": "无法连接服务器。",
  },
  "unexpected-answer": {
    en: "The server gave an answer that was not understood.",
    "zh-Hant": "伺服器的回應無法辨識。",
    "zh-Hans": "服务器的应答无法识别。",
  },
};

/** What went wrong, in a person's language: by the code where it is known, else in the server's own words. */
export function problemWords(problem: unknown, locale: Locale): string {
  if (!(problem instanceof ApiProblem)) return local["unexpected-answer"][locale];
  const known =
    problem.code in errorCatalogue
      ? errorCatalogue[problem.code as keyof typeof errorCatalogue].text[locale]
      : problem.code in local
        ? local[problem.code as LocalCode][locale]
        : (problem.view?.detail ?? problem.code);
  return fill(known, problem.view?.values ?? {});
}

/** Where in the request something does not fit, one line each. */
export function problemLines(problem: unknown): readonly string[] {
  if (!(problem instanceof ApiProblem)) return [];
  return (problem.view?.errors ?? []).map((one) =>
    one.line === undefined ? `${one.path}: ${one.problem}` : `${one.line}: ${one.path} ${one.problem}`,
  );
}
