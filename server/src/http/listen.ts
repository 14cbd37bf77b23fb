import type { FastifyInstance } from "fastify";
import { CannotStart } from "../cannot-start.ts";

const sentences: Readonly<Record<string, (host: string, port: number, variable: string) => string>> = {
  EADDRINUSE: (_host, port, variable) =>
    `Port ${port} is taken: stop what uses it, or choose another with ${variable}.`,
  EACCES: (_host, port, variable) =>
    `Port ${port} may not be used by this account: choose one above 1023 with ${variable}.`,
  EADDRNOTAVAIL: (host) => `${host} is not an address of this machine: change PLANTROOM_HOST.`,
  ENOTFOUND: (host) => `${host} is not an address of this machine: change PLANTROOM_HOST.`,
};

/** Answers the port that it listens on, which for 0 is any that is free. Throws `CannotStart` with a sentence. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (problem) {
    throw listenProblem(problem, host, port, "PLANTROOM_HTTP_PORT");
  }
  const address = app.server.address();
  return typeof address === "object" && address ? address.port : port;
}

/** `CannotStart` with the sentence for an address that cannot be listened on; another error as it is. */
export function listenProblem(problem: unknown, host: string, port: number, variable: string): unknown {
  const code = problem instanceof Error && "code" in problem ? String(problem.code) : "";
  const sentence = sentences[code]?.(host, port, variable);
  return sentence === undefined ? problem : new CannotStart(sentence, { cause: problem });
}
