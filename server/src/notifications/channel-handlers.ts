import { randomUUID } from "node:crypto";
import type { ChannelInput } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import type { Person } from "../people/person.ts";
import { isNetwork } from "./addresses.ts";
import { type Channel, type Channels, channelView } from "./channels.ts";
import { deliveriesOf } from "./deliveries.ts";
import { testMessage } from "./inbox-handlers.ts";
import type { OutgoingRequests } from "./outgoing.ts";
import type { Senders } from "./senders.ts";
import { loadSettings, saveSettings } from "./settings.ts";

export interface ChannelDesk {
  readonly database: Database;
  readonly channels: Channels;
  readonly senders: Senders;
  readonly outgoing: OutgoingRequests;
  readonly clock: Clock;
}

type ChannelRoutes =
  | "GET /api/notification-channels"
  | "POST /api/notification-channels"
  | "PUT /api/notification-channels/{id}"
  | "DELETE /api/notification-channels/{id}"
  | "POST /api/notification-channels/{id}/test"
  | "GET /api/notification-settings"
  | "PUT /api/notification-settings"
  | "GET /api/notification-deliveries";

export function channelHandlers({
  database,
  channels,
  senders,
  outgoing,
  clock,
}: ChannelDesk): Handlers<ChannelRoutes> {
  const found = async (id: string): Promise<Channel> => {
    const channel = await channels.find(database, id);
    if (!channel) throw new Problem("not-found", { what: "channel", id });
    return channel;
  };
  const save = async (id: string, input: ChannelInput) => {
    await checkAddress(outgoing, input);
    await channels.save(database, id, input);
    return channelView(database, await found(id));
  };
  return {
    "GET /api/notification-channels": async ({ person }) => {
      ofAllSites(person);
      const items = await Promise.all((await channels.all(database)).map((one) => channelView(database, one)));
      return { items, next: null };
    },
    "POST /api/notification-channels": async ({ body, person }) => {
      ofAllSites(person);
      if (body.kind === "webhook" && !body.secrets.url) throw new Problem("channel-incomplete", { needs: "url" });
      return save(randomUUID(), body);
    },
    "PUT /api/notification-channels/{id}": async ({ params: { id }, body, person }) => {
      ofAllSites(person);
      const before = await found(id);
      if (before.kind !== body.kind) throw invalid("body.kind", "the kind of a channel is never changed");
      if (body.kind === "webhook" && body.secrets.url === "") throw new Problem("channel-incomplete", { needs: "url" });
      return save(id, body);
    },
    "DELETE /api/notification-channels/{id}": async ({ params: { id }, person }) => {
      ofAllSites(person);
      if (!(await channels.remove(database, id))) throw new Problem("not-found", { what: "channel", id });
    },
    "POST /api/notification-channels/{id}/test": async ({ params: { id }, body, person }) => {
      ofAllSites(person);
      const channel = await found(id);
      if (channel.kind === "smtp" && body.address === undefined) {
        throw new Problem("channel-incomplete", { needs: "address" });
      }
      const now = clock.now();
      const { baseUrl } = await loadSettings(database);
      const sent = await senders.sendBy(channel, body.address ?? "", testMessage(channel.name, now, baseUrl), now);
      return sent.ok ? { delivered: true } : { delivered: false, problem: sent.problem };
    },
    "GET /api/notification-settings": ({ person }) => {
      ofAllSites(person);
      return loadSettings(database);
    },
    "PUT /api/notification-settings": async ({ body, person }) => {
      ofAllSites(person);
      for (const [i, network] of body.allowedNetworks.entries()) {
        if (!isNetwork(network)) throw invalid(`body.allowedNetworks.${i}`, "not a network: 10.1.0.0/16");
      }
      await saveSettings(database, body);
      return body;
    },
    "GET /api/notification-deliveries": ({ query, person }) => {
      ofAllSites(person);
      return deliveriesOf(database, channels, query);
    },
  };
}

/** Channels serve every site: who manages some of them does not manage these. */
export function ofAllSites(person: Pick<Person, "sites">): void {
  if (person.sites !== undefined) throw new Problem("not-allowed");
}

/** What would be refused at every sending is refused when it is entered. A name that is unknown today may be known tomorrow. */
async function checkAddress(outgoing: OutgoingRequests, input: ChannelInput): Promise<void> {
  const host = input.kind === "smtp" ? input.host : input.secrets.url ? new URL(input.secrets.url).hostname : undefined;
  if (host === undefined) return;
  const reachable = await outgoing.reach(host);
  if (!reachable.ok && reachable.refused) throw new Problem("address-refused", { address: host });
}
