import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * What happens to a request instead of being passed on. `slow`: passed on after so long. `answer`: that status and nothing more.
 * `reset`: the connection breaks after half of the body was passed on. `swallow`: passed on, and the connection breaks before
 * the answer. `lose`: 204, and nothing kept.
 */
export type Fault =
  | { readonly kind: "slow"; readonly milliseconds: number }
  | { readonly kind: "answer"; readonly status: number; readonly body?: string }
  | { readonly kind: "reset" | "swallow" | "lose" };

/** An HTTP server in front of the readings store that does to each write what a test asks for. */
export class FaultProxy {
  /** Asked for each write with its body; undefined passes it on. */
  fault: (body: string) => Fault | undefined = () => undefined;
  /** What was done to writes so far. */
  readonly counts: Record<Fault["kind"] | "passed", number> = {
    ...{ passed: 0, slow: 0, answer: 0, reset: 0, swallow: 0, lose: 0 },
  };
  readonly #server: Server;
  readonly #target: number;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((asked, answer) => {
      this.#handle(asked, answer).catch(() => answer.destroy());
    });
  }

  static async start(target: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #handle(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const isWrite = asked.url?.startsWith("/write") ?? false;
    const fault = isWrite ? this.fault(body.toString()) : undefined;
    if (isWrite) this.counts[fault?.kind ?? "passed"]++;
    switch (fault?.kind) {
      case "answer":
        answer.writeHead(fault.status, { "content-type": "application/json" }).end(fault.body ?? "{}");
        return;
      case "lose":
        answer.writeHead(204).end();
        return;
      case "reset": {
        const lines = body.toString().split("\n");
        await this.#pass(asked, Buffer.from(lines.slice(0, lines.length >> 1).join("\n")));
        answer.destroy();
        return;
      }
      case "swallow":
        await this.#pass(asked, body);
        answer.destroy();
        return;
      case "slow":
        await sleep(fault.milliseconds);
    }
    const { status, headers, content } = await this.#pass(asked, body);
    answer.writeHead(status, headers).end(content);
  }

  async #pass({ method, url, headers }: IncomingMessage, body: Buffer) {
    const { "content-length": _, host: __, connection: ___, ...rest } = headers;
    const passing = request({
      ...{ host: "127.0.0.1", port: this.#target, method, path: url, agent: false },
      headers: { ...rest, "content-length": body.length },
    });
    passing.end(body);
    const [answer] = (await once(passing, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    const { "transfer-encoding": ____, connection: _____, ...kept } = answer.headers;
    return { status: answer.statusCode ?? 502, headers: kept, content: Buffer.concat(chunks) };
  }
}
