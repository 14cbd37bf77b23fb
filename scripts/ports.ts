import { createServer } from "node:net";

/** One sentence about why the port cannot be opened, or undefined when it can. */
export function whyTaken(port: number, host: string, variable: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (problem: NodeJS.ErrnoException) => resolve(sentence(problem.code, port, host, variable)));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

function sentence(code: string | undefined, port: number, host: string, variable: string): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken by another program: stop it, or choose another port with ${variable}.`;
    case "EACCES":
      return `Port ${port} may not be opened by this user: choose one above 1023 with ${variable}.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address ${host}: choose another with PLANTROOM_HOST.`;
    default:
      return `Port ${port} on ${host} cannot be opened (${code}): choose another with ${variable}.`;
  }
}
