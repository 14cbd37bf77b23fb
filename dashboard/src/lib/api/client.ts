import type { BodyInputOf, ParamsOf, QueryInputOf, ResponseOf, RouteKey } from "@plantroom/model/api/routes.ts";
import type { ProblemView } from "@plantroom/model/api/types.ts";
import { ApiProblem } from "./problem.ts";
import { address } from "./request.ts";

type Given<Name extends string, T> = undefined extends T
  ? { readonly [K in Name]?: undefined }
  : Record<string, never> extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T };
export type Input<K extends RouteKey> = Given<"params", ParamsOf<K>> &
  Given<"query", QueryInputOf<K>> &
  Given<"body", BodyInputOf<K>> & { readonly signal?: AbortSignal };
type Arguments<K extends RouteKey> = Record<string, never> extends Input<K> ? [input?: Input<K>] : [input: Input<K>];

let unauthenticated: () => void = () => undefined;

/** Called once when any answer says that nobody is signed in. */
export function onUnauthenticated(then: () => void): void {
  unauthenticated = then;
}

/**
 * Calls a route of the API: `call("POST /api/alarms/{id}/acknowledge", { params: { id }, body: { note } })`.
 * Throws {@link ApiProblem} for every answer that is not a success, and with code `network` where none came.
 */
export async function call<K extends RouteKey>(route: K, ...[input]: Arguments<K>): Promise<ResponseOf<K>> {
  const [method, path] = route.split(" ") as [string, string];
  const given = (input ?? {}) as { params?: object; query?: object; body?: unknown; signal?: AbortSignal };
  const answer = await ask(address(path, { ...given.params }, { ...given.query }), {
    method,
    ...bodyOf(given.body),
    signal: given.signal ?? null,
  });
  if (answer.ok) return (await content(answer)) as ResponseOf<K>;
  const problem = await problemOf(answer);
  if (answer.status === 401 && route !== "POST /api/session") unauthenticated();
  throw problem;
}

/** Text goes as YAML, bytes as the picture that they are, all else as JSON. */
function bodyOf(body: unknown): RequestInit {
  if (body === undefined) return {};
  if (typeof body === "string") return { headers: { "content-type": "application/yaml" }, body };
  if (body instanceof Uint8Array) return { headers: { "content-type": "image/jpeg" }, body: body as BodyInit };
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: "same-origin" });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiProblem("network", 0, undefined, cause);
  }
}

async function content(answer: Response): Promise<unknown> {
  if (answer.status === 204) return undefined;
  return answer.headers.get("content-type")?.includes("json") ? answer.json() : answer.text();
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  try {
    const view = (await answer.json()) as ProblemView;
    return new ApiProblem(view.code, answer.status, view);
  } catch (cause) {
    return new ApiProblem(answer.status >= 502 ? "network" : "unexpected-answer", answer.status, undefined, cause);
  }
}
