import type { BodyInputOf, ParamsOf, QueryInputOf, ResponseOf, RouteKey } from "@plantroom/model/api/routes.ts";
import type { ProblemView } from "@plantroom/model/api/types.ts";

type Parts<K extends RouteKey> = Defined<{
  params: ParamsOf<K>;
  query: QueryInputOf<K>;
  body: BodyInputOf<K>;
}>;
type Defined<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

/** What the API answered when it refused. */
class Refused extends Error {
  readonly problem: ProblemView;
  constructor(problem: ProblemView) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

/** One person at the API, typed by the route table. */
export class Client {
  readonly #base: string;
  #cookie: string;

  private constructor(base: string, cookie: string) {
    this.#base = base;
    this.#cookie = cookie;
  }

  static async signIn(base: string, username: string, password = username): Promise<Client> {
    const client = new Client(base, "");
    const answer = await client.#send("POST", "/api/session", undefined, { username, password });
    client.#cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    return client;
  }

  /** For a socket's handshake. */
  get cookie(): string {
    return this.#cookie;
  }

  async call<K extends RouteKey>(key: K, parts: Parts<K>): Promise<ResponseOf<K>> {
    const [method = "", template = ""] = key.split(" ");
    const given = parts as { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown };
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given.params?.[name] ?? ""));
    const answer = await this.#send(method, path, given.query, given.body);
    const text = await answer.text();
    const json = answer.headers.get("content-type")?.includes("json");
    return (json ? JSON.parse(text) : text) as ResponseOf<K>;
  }

  async #send(method: string, path: string, query?: Record<string, unknown>, body?: unknown): Promise<Response> {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
    const isText = typeof body === "string";
    const answer = await fetch(url, {
      method,
      headers: {
        cookie: this.#cookie,
        ...(body !== undefined && { "content-type": isText ? "application/yaml" : "application/json" }),
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Refused((await answer.json()) as ProblemView);
    return answer;
  }
}
