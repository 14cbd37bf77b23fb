import { randomUUID } from "node:crypto";
import type { CommandView } from "@plantroom/model/api/types.ts";
import { iso, second } from "@plantroom/model/time.ts";
import type { CommandOutcome } from "@plantroom/model/topics/topics.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { GatewayChannel } from "./gateway-channel.ts";

/** A command that a device has not begun by then is not wanted any more. */
const lifetime = 10 * second;

export interface CommandRequest {
  readonly site: string;
  readonly equipment: string;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly by: string;
}

/** Commands on their way to devices; each is kept with who sent it and why. The judge adds what the device answered. */
export class Commands {
  readonly #database: Database;
  readonly #channel: Pick<GatewayChannel, "send">;
  readonly #clock: Clock;

  constructor(database: Database, channel: Pick<GatewayChannel, "send">, clock: Clock) {
    this.#database = database;
    this.#channel = channel;
    this.#clock = clock;
  }

  /** `delivered`: a device was there to take it; what it did comes later, as a result. */
  async send(request: CommandRequest): Promise<{ readonly id: string; readonly delivered: boolean }> {
    const { site, equipment, command, args, reason, by } = request;
    const id = randomUUID();
    const at = this.#clock.now();
    const expiresAt = at + lifetime;
    // Kept before it goes out: a device may have moved although nobody heard the answer.
    await this.#database
      .insertInto("commands")
      .values({ id, site, equipment, command, args: JSON.stringify(args), reason, by, at, expiresAt, delivered: 0 })
      .execute();
    const delivered = await this.#channel.send(site, equipment, { id, command, args, expires: iso(expiresAt) });
    if (delivered) await this.#database.updateTable("commands").set({ delivered: 1 }).where("id", "=", id).execute();
    return { id, delivered };
  }

  /** What became of a command to this equipment; undefined when there was none of this id. */
  async find(site: string, equipment: string, id: string): Promise<CommandView | undefined> {
    const row = await this.#database
      .selectFrom("commands")
      .selectAll()
      .where("id", "=", id)
      .where("site", "=", site)
      .where("equipment", "=", equipment)
      .executeTakeFirst();
    if (!row) return undefined;
    const { command, by, reason, at, expiresAt, delivered, outcome, outcomeReason, outcomeAt } = row;
    return {
      ...{ id, command, by, reason, at: iso(at), expiresAt: iso(expiresAt), delivered: delivered === 1 },
      ...(outcome !== null && { outcome: outcome as CommandOutcome }),
      ...(outcomeReason !== null && { outcomeReason }),
      ...(outcomeAt !== null && { outcomeAt: iso(outcomeAt) }),
    };
  }
}
