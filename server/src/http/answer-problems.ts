import { randomBytes } from "node:crypto";
import { errorCatalogue, kinds, Problem } from "@plantroom/model/errors/catalogue.ts";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sessionCookie } from "./cookie.ts";
import { preferredLanguage } from "./language.ts";
import type { AppOptions } from "./options.ts";
import { problemType, problemView } from "./problem.ts";

/** Whatever goes wrong is answered as `application/problem+json`, in the language of whoever asked. */
export function answerProblems(app: FastifyInstance, authenticate: AppOptions["authenticate"]): void {
  const answer = (problem: Problem, request: FastifyRequest, reply: FastifyReply) => {
    const person = authenticate(request.cookies?.[sessionCookie])?.person;
    const locale = person?.locale ?? preferredLanguage(request.headers["accept-language"]);
    const view = problemView(problem, locale);
    const { level } = kinds[errorCatalogue[problem.code].kind];
    request.log[level](
      { code: problem.code, method: request.method, url: request.url, err: problem.cause },
      view.detail,
    );
    if (typeof problem.values.seconds === "number") reply.header("retry-after", problem.values.seconds);
    return reply.status(view.status).type(problemType).send(JSON.stringify(view));
  };
  app.setErrorHandler((error, request, reply) => answer(problemFor(error), request, reply));
  app.setNotFoundHandler((request, reply) => answer(new Problem("route-unknown"), request, reply));
}

function problemFor(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isClientError(error)) {
    return new Problem(
      "request-invalid",
      { problem: error.message },
      { at: [{ path: "body", problem: error.message }], cause: error },
    );
  }
  return new Problem("internal-error", { reference: randomBytes(5).toString("hex") }, { cause: error });
}

/** Fastify's own refusals: malformed JSON, a body too long, a content type that nothing here takes. */
function isClientError(error: unknown): error is FastifyError {
  return (
    error instanceof Error &&
    "statusCode" in error &&
    typeof error.statusCode === "number" &&
    error.statusCode >= 400 &&
    error.statusCode < 500
  );
}
