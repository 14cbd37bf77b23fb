import type { EquipmentKey } from "@plantroom/model/identity.ts";
import type { PresenceReason } from "@plantroom/model/journal/entry.ts";
import type { Client } from "aedes";
import type { Account } from "../accounts/accounts.ts";
import type { Holder } from "../presence/presence.ts";

/** A device that has been let in. */
export interface Connection extends Holder {
  readonly client: Client;
  /** As the device named itself; the broker knows it with the account in front. */
  readonly clientId: string;
  readonly address: string;
  /** Replaced when a new snapshot leaves its rights as they are or widens them. */
  account: Account;
  /** The equipment whose status its last will is. */
  readonly will: EquipmentKey | undefined;
  /** Command topics it is subscribed to. */
  readonly filters: Set<string>;
  /** Why it ends; until it does, the link counts as lost. */
  ending: PresenceReason | "goodbye" | undefined;
  /** It has tried what it may not do; nothing more is taken from it. */
  condemned: boolean;
}
