import { formatTopic, parseTopic } from "@plantroom/model/topics/topics.ts";
import type { Client } from "aedes";
import type { Accounts } from "../accounts/accounts.ts";
import { mayActFor, maySubscribe, stillGrants } from "../accounts/rights.ts";
import type { Connection } from "./connection.ts";

/** Subscriptions of one connection; a device needs one. */
const maxFilters = 256;

/** The devices that have been let in, and which of them listens for what. */
export class Connections {
  readonly #byClient = new Map<Client, Connection>();

  get size(): number {
    return this.#byClient.size;
  }

  add(connection: Connection): void {
    this.#byClient.set(connection.client, connection);
  }

  find(client: Client | null | undefined): Connection | undefined {
    return client ? this.#byClient.get(client) : undefined;
  }

  remove(client: Client): Connection | undefined {
    const connection = this.#byClient.get(client);
    this.#byClient.delete(client);
    return connection;
  }

  /** Subscribes when the filter asks for nothing but commands to equipment of its own. */
  subscribe(client: Client, filter: string): boolean {
    const connection = this.#byClient.get(client);
    if (!connection || connection.filters.size >= maxFilters) return false;
    if (!maySubscribe(connection.account.rights, filter)) return false;
    connection.filters.add(filter);
    return true;
  }

  unsubscribe(client: Client, filters: readonly string[]): void {
    const connection = this.#byClient.get(client);
    for (const filter of filters) connection?.filters.delete(filter);
  }

  /** Whether anybody would hear a command to the equipment. */
  hasListener(site: string, equipment: string): boolean {
    const topic = formatTopic({ site, equipment, channel: "commands" });
    const anywhere = formatTopic({ site, equipment: "+", channel: "commands" });
    for (const { filters, condemned } of this.#byClient.values()) {
      if (!condemned && (filters.has(topic) || filters.has(anywhere))) return true;
    }
    return false;
  }

  /** The rights as they are at the moment of delivery. */
  mayReceive(client: Client, topic: string): boolean {
    const connection = this.#byClient.get(client);
    const to = parseTopic(topic);
    if (!connection || connection.condemned || to?.channel !== "commands") return false;
    return mayActFor(connection.account.rights, to.site, to.equipment);
  }

  /** Gives each connection the account as it is now; returns those whose account is gone, has another token or lost rights. */
  reauthorise(accounts: Accounts): Connection[] {
    return [...this.#byClient.values()].filter((connection) => {
      const { account } = connection;
      const now = accounts.find(account.username);
      if (!now?.tokenHash.equals(account.tokenHash) || !stillGrants(now.rights, account.rights)) return true;
      connection.account = now;
      return false;
    });
  }
}
