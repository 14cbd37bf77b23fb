/** Why the gateway cannot start as it is configured: one sentence for the person who starts it. */
export class StartProblem extends Error {}

/** The sentence for an address that cannot be listened on. */
export function listenProblem(
  cause: NodeJS.ErrnoException,
  host: string,
  port: number,
  variable: string,
): StartProblem {
  const sentence =
    {
      EADDRINUSE: `Port ${port} is taken by another program: stop it, or choose another port with ${variable}.`,
      EACCES: `Port ${port} may not be opened by this user: choose one above 1023 with ${variable}.`,
      EADDRNOTAVAIL: `This machine has no address ${host}: choose another with PLANTROOM_HOST.`,
      ENOTFOUND: `This machine has no address ${host}: choose another with PLANTROOM_HOST.`,
    }[cause.code ?? ""] ?? `Port ${port} on ${host} cannot be opened (${cause.code}).`;
  return new StartProblem(sentence, { cause });
}
