import type { FastifyInstance } from "fastify";
import { CannotStart } from "../cannot-start.ts";

const sentences: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_host, port) => `Port ${port} is taken: stop what uses it, or choose another with PLANTROOM_HTTP_PORT.`,
  EACCES: (_host, port) =>
    `Port ${port} may not be used by this account: choose one above 1023 with PLANTROOM_HTTP_PORT.`,
  EADDRNOTAVAIL: (host) => `${host} is not an address of this machine: change PLANTROOM_HOST.`,
  ENOTFOUND: (host) => `${host} is not an address of this machine: change PLANTROOM_HOST.`,
};

/** Answers the port that it listens on, which for 0 is any that is free. Throws `CannotStart` with a sentence. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (problem) {
    const code = problem instanceof Error && "code" in problem ? String(problem.code) : "";
    const sentence = sentences[code]?.(host, port);
    if (sentence === undefined) throw problem;
    throw new CannotStart(sentence, { cause: problem });
  }
  const address = app.server.address();
  return typeof address === "object" && address ? address.port : port;
}
