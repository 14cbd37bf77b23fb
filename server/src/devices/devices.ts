import { createHash, randomBytes } from "node:crypto";
import type { DeviceView } from "@plantroom/model/api/types.ts";
import type { DeviceAccount } from "@plantroom/model/channel/channel.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";

/** 192 random bits: nothing to guess, so the hash needs no cost. */
const tokenBytes = 24;

/** The repository of device accounts. */
export class Devices {
  readonly #database: Database;
  readonly #listeners = new Set<() => void>();

  constructor(database: Database) {
    this.#database = database;
  }

  async all(): Promise<readonly DeviceView[]> {
    const rows = await this.#database.selectFrom("devices").selectAll().orderBy("username").execute();
    return rows.map(({ username, grants, createdAt, createdBy }) => ({
      username,
      grants: JSON.parse(grants) as string[],
      createdAt: iso(createdAt),
      createdBy,
    }));
  }

  /** As the gateway needs them. */
  async accounts(): Promise<readonly DeviceAccount[]> {
    const rows = await this.#database.selectFrom("devices").selectAll().orderBy("username").execute();
    return rows.map(({ username, tokenHash, grants }) => ({
      username,
      tokenHash,
      grants: JSON.parse(grants) as string[],
    }));
  }

  /** Answers the token, which is kept nowhere; undefined when the name is taken. */
  async add(
    device: Pick<DeviceView, "username" | "grants">,
    createdBy: string,
    createdAt: Instant,
    token: string = randomBytes(tokenBytes).toString("base64url"),
  ): Promise<string | undefined> {
    const { username, grants } = device;
    const tokenHash = createHash("sha256").update(token).digest("hex");
    const result = await this.#database
      .insertInto("devices")
      .values({ username, tokenHash, grants: JSON.stringify(grants), createdAt, createdBy })
      .onConflict((conflict) => conflict.column("username").doNothing())
      .executeTakeFirst();
    if (result.numInsertedOrUpdatedRows !== 1n) return undefined;
    this.#changed();
    return token;
  }

  /** False when there is no such account. */
  async remove(username: string): Promise<boolean> {
    const result = await this.#database.deleteFrom("devices").where("username", "=", username).executeTakeFirst();
    if (result.numDeletedRows === 0n) return false;
    this.#changed();
    return true;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
