import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { type Milliseconds, second } from "@plantroom/model/time.ts";
import { mayReach } from "./addresses.ts";
import { wordsOf } from "./sent.ts";

export interface OutgoingPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** `refused`: the address is private and not allowed, or no address at all. `failed`: no answer, or one too long. */
export type Answer =
  | { readonly kind: "answered"; readonly status: number; readonly body: string }
  | { readonly kind: "refused"; readonly problem: string }
  | { readonly kind: "failed"; readonly problem: string };

/** Where a host may be reached; every connection goes to one of these addresses and asks no name server again. */
export type Reachable =
  | { readonly ok: true; readonly addresses: readonly { readonly address: string; readonly family: number }[] }
  | { readonly ok: false; readonly refused: boolean; readonly problem: string };

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

export interface OutgoingOptions {
  /** Networks that an administrator allowed, now. */
  readonly allowed: () => Promise<readonly string[]>;
  readonly resolve?: Resolve;
  readonly timeout?: Milliseconds;
  /** Certificate authorities instead of the machine's. */
  readonly ca?: string | undefined;
}

const longestAnswer = 64 * 1024;

/**
 * The one way from here to an address that somebody entered. A name is resolved once, every address of it is checked, and the
 * connection is pinned to them; redirects are not followed; the answer is bounded in time and size.
 */
export class OutgoingRequests {
  readonly #options: OutgoingOptions;

  constructor(options: OutgoingOptions) {
    this.#options = options;
  }

  async reach(host: string): Promise<Reachable> {
    const bare = host.replace(/^\[|\]$/g, "");
    const family = isIP(bare);
    const resolve = this.#options.resolve ?? ((name) => lookup(name, { all: true }));
    try {
      const addresses = family === 0 ? await resolve(bare) : [{ address: bare, family }];
      if (addresses.length === 0) return { ok: false, refused: false, problem: "the name has no address" };
      const allowed = await this.#options.allowed();
      const refused = addresses.find(({ address }) => !mayReach(address, allowed));
      if (!refused) return { ok: true, addresses };
      return { ok: false, refused: true, problem: `${refused.address} is a private or local address` };
    } catch (problem) {
      return { ok: false, refused: false, problem: wordsOf(problem) };
    }
  }

  async post(post: OutgoingPost): Promise<Answer> {
    const url = URL.canParse(post.url) ? new URL(post.url) : undefined;
    if (!url || !["http:", "https:"].includes(url.protocol) || url.username || url.password) {
      return { kind: "refused", problem: "not an http or https address" };
    }
    const timeout = this.#options.timeout ?? 5 * second;
    const deadline = Date.now() + timeout;
    const reachable = await before(this.reach(url.hostname), timeout);
    if (!reachable.ok) return { kind: reachable.refused ? "refused" : "failed", problem: reachable.problem };
    const { addresses } = reachable;
    try {
      const message = await this.#send(url, post, addresses, Math.max(1, deadline - Date.now()));
      return { kind: "answered", status: message.status, body: message.body };
    } catch (problem) {
      return { kind: "failed", problem: wordsOf(problem) };
    }
  }

  #send(
    url: URL,
    { headers, body }: OutgoingPost,
    addresses: readonly { address: string; family: number }[],
    timeout: Milliseconds,
  ): Promise<{ status: number; body: string }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const first = addresses[0] ?? { address: "", family: 4 };
    const request = send(url, {
      method: "POST",
      agent: false,
      headers: { "user-agent": "plantroom", "content-length": String(Buffer.byteLength(body)), ...headers },
      // Pinned: what was checked is what is connected to, whatever the name server says next.
      lookup: (_name, { all }, done) =>
        all
          ? done(
              null,
              addresses.map((one) => ({ ...one })),
            )
          : done(null, first.address, first.family),
      signal: AbortSignal.timeout(timeout),
      ...(this.#options.ca !== undefined && { ca: this.#options.ca }),
    });
    request.on("error", reject);
    request.on("response", (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on("error", reject);
      response.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length > longestAnswer) {
          request.destroy();
          reject(new AnswerTooLong("the answer is too long"));
        } else chunks.push(chunk);
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.end(body);
    return promise;
  }
}

class AnswerTooLong extends Error {}

/** Name servers know no deadline of ours. */
function before(reaching: Promise<Reachable>, timeout: Milliseconds): Promise<Reachable> {
  const { promise, resolve } = Promise.withResolvers<Reachable>();
  const timer = setTimeout(() => resolve({ ok: false, refused: false, problem: "the name server is slow" }), timeout);
  void reaching.then((reachable) => {
    clearTimeout(timer);
    resolve(reachable);
  });
  return promise;
}
