import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteKey } from "@plantroom/model/api/routes.ts";
import type { Person } from "../people/person.ts";

/** What a handler is given: everything parsed by the route's schemas, and who asks. */
export interface Call<K extends RouteKey> {
  readonly params: ParamsOf<K>;
  readonly query: QueryOf<K>;
  readonly body: BodyOf<K>;
  /** The person signed in; for `public` routes nobody. Handlers check sites by it: a foreign site is `not-found`. */
  readonly person: Person;
  readonly origin: CallOrigin;
}

/** Where a call came from, for sessions and the audit trail. */
export interface CallOrigin {
  readonly address: string;
  readonly session: string | undefined;
  /** Whoever asked waits no longer. */
  readonly isGone?: () => boolean;
  setSession(token: string | undefined, expiresAt?: number): void;
}

export type Handler<K extends RouteKey> = (call: Call<K>) => Promise<ResponseOf<K>>;
/** One handler for every route of the table; each part of the domain gives its own and `main.ts` joins them. */
export type Handlers<K extends RouteKey = RouteKey> = { readonly [key in K]: Handler<key> };
