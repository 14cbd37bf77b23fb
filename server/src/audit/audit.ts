import type { AuditView } from "@plantroom/model/api/types.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";
import { sql } from "kysely";
import type { Database } from "../database/database.ts";
import type { Act } from "../http/options.ts";
import { positionOf } from "../http/page.ts";
import { redacted } from "./redacted.ts";

export interface AuditQuery {
  readonly by?: string | undefined;
  readonly action?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** What concerns these sites, and what this person did; everything when undefined. */
  readonly within?: { readonly sites: readonly string[]; readonly username: string } | undefined;
}

/** Targets of sites and of what is in them begin with the site's id. */
const siteOfTarget = sql<string>`substr("target", 1, instr("target" || '/', '/') - 1)`;

/** The trail of what people did: only ever added to. */
export class Audit {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Answers what takes it back, for an act that failed. */
  async add({ route, by, params, body, address }: Act, at: Instant): Promise<() => Promise<void>> {
    const detail = JSON.stringify(redacted(body));
    const target = Object.values(params).join("/");
    const { id } = await this.#database
      .insertInto("audit")
      .values({ at, by, action: route, target, detail, origin: address })
      .returning("id")
      .executeTakeFirstOrThrow();
    return async () => {
      await this.#database.deleteFrom("audit").where("id", "=", id).execute();
    };
  }

  /** Newest first. */
  async list({ by, action, cursor, limit, within }: AuditQuery): Promise<{ items: AuditView[]; next: string | null }> {
    let query = this.#database
      .selectFrom("audit")
      .selectAll()
      .orderBy("id", "desc")
      .limit(limit + 1);
    if (by !== undefined) query = query.where("by", "=", by);
    if (action !== undefined) query = query.where("action", "=", action);
    if (cursor !== undefined) query = query.where("id", "<", positionOf(cursor));
    if (within !== undefined) {
      query = query.where((where) =>
        where.or([where("by", "=", within.username), where(siteOfTarget, "in", within.sites)]),
      );
    }
    const rows = await query.execute();
    const items = rows.slice(0, limit).map((row) => ({
      id: String(row.id),
      at: iso(row.at),
      by: row.by,
      action: row.action,
      target: row.target,
      detail: JSON.parse(row.detail) as Record<string, unknown>,
      origin: row.origin,
    }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
