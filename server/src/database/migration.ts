import type { Kysely } from "kysely";

/** One step of the schema, forward only; runs in a transaction of its own and never changes once it was released. */
export interface Migration {
  readonly name: string;
  // A migration knows the schema of its own time, not today's tables.
  readonly up: (database: Kysely<unknown>) => Promise<void>;
}
