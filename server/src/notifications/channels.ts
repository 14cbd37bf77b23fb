import type { ChannelInput, ChannelView } from "@plantroom/model/api/types.ts";
import { iso } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import { seal, unseal } from "./seal.ts";

type InputOf<K extends ChannelInput["kind"]> = Extract<ChannelInput, { kind: K }>;
interface WithSecrets {
  readonly id: string;
  readonly secrets: { readonly password: string; readonly url: string; readonly signing: string };
}
/** A channel with its secrets, for sending. */
export type Channel = WithSecrets & (Omit<InputOf<"smtp">, "secrets"> | Omit<InputOf<"webhook">, "secrets">);
type Secrets = WithSecrets["secrets"];

const none: Secrets = { password: "", url: "", signing: "" };

/** Channels in the database; `key` opens their secrets. */
export class Channels {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  async all(database: Database): Promise<Channel[]> {
    const rows = await database.selectFrom("notificationChannels").selectAll().orderBy("id").execute();
    return rows.map(({ id, document, secrets }) => ({
      ...(JSON.parse(document) as Omit<ChannelInput, "secrets">),
      id,
      // Closed with a key that is lost: the channel asks for them again.
      secrets: { ...none, ...(JSON.parse(unseal(secrets, this.#key) ?? "{}") as Partial<Secrets>) },
    })) as Channel[];
  }

  async find(database: Database, id: string): Promise<Channel | undefined> {
    return (await this.all(database)).find((one) => one.id === id);
  }

  /** Secrets that the input leaves out stay as they were. */
  async save(database: Database, id: string, input: ChannelInput): Promise<void> {
    const before = (await this.find(database, id))?.secrets ?? none;
    const { secrets: given, ...open } = input;
    const document = JSON.stringify(open);
    const secrets = seal(JSON.stringify({ ...before, ...given }), this.#key);
    await database
      .insertInto("notificationChannels")
      .values({ id, document, secrets })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ document, secrets }))
      .execute();
  }

  /** False when there was none. */
  async remove(database: Database, id: string): Promise<boolean> {
    const result = await database.deleteFrom("notificationChannels").where("id", "=", id).executeTakeFirst();
    return result.numDeletedRows > 0n;
  }
}

/** The channel as administrators see it: what it is, how it fares, and no secret. */
export async function channelView(database: Database, channel: Channel): Promise<ChannelView> {
  const { secrets, ...open } = channel;
  const health = await healthOf(database, channel.id);
  if (open.kind === "smtp") return { ...open, health, hasPassword: secrets.password !== "" };
  const host = URL.canParse(secrets.url) ? new URL(secrets.url).host : "";
  return { ...open, health, host, hasSigning: secrets.signing !== "" };
}

async function healthOf(database: Database, channel: string): Promise<ChannelView["health"]> {
  const latest = (state: "sent" | "other") =>
    database
      .selectFrom("deliveries")
      .select(["createdAt", "sentAt", "problem"])
      .where("channel", "=", channel)
      .$if(state === "sent", (query) => query.where("state", "=", "sent"))
      .$if(state === "other", (query) => query.where("state", "in", ["sending", "given-up"]).where("attempts", ">", 0))
      .orderBy("createdAt", "desc")
      .limit(1)
      .executeTakeFirst();
  const [sent, failing] = [await latest("sent"), await latest("other")];
  const lastSent = sent?.sentAt === undefined || sent.sentAt === null ? {} : { lastSentAt: iso(sent.sentAt) };
  if (failing && failing.createdAt > (sent?.createdAt ?? 0)) {
    return {
      state: "failing",
      ...lastSent,
      failingSince: iso(failing.createdAt),
      ...(failing.problem !== null && { problem: failing.problem }),
    };
  }
  return { state: sent ? "well" : "unused", ...lastSent };
}
