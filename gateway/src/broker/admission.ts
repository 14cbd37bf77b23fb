import { randomUUID } from "node:crypto";
import { type EquipmentKey, equipmentKey } from "@plantroom/model/identity.ts";
import { parseTopic } from "@plantroom/model/topics/topics.ts";
import type { ConnectPacket } from "aedes";
import type { Account, Accounts } from "../accounts/accounts.ts";
import { mayActFor } from "../accounts/rights.ts";
import { isPlainText } from "../plain-text.ts";

/** MQTT 3.1.1, table 3.1. */
const returnCodes = { identifierRejected: 2, unavailable: 3, badCredentials: 4, notAuthorised: 5 } as const;
type ReturnCode = (typeof returnCodes)[keyof typeof returnCodes];

/** Longest time without a packet that a client may ask for, in seconds; it may not ask for none. */
const maxKeepAliveSeconds = 120;
const maxIdCharacters = 128;
/** Stands between account and client id; plain text holds no control characters. */
const separator = "\t";

export type Admission =
  | {
      readonly admitted: true;
      readonly account: Account;
      readonly clientId: string;
      /** The broker's name of the session: taken over only within its account. */
      readonly sessionId: string;
      readonly will: EquipmentKey | undefined;
    }
  | {
      readonly admitted: false;
      readonly returnCode: ReturnCode;
      readonly reason: string;
      /** The token is not that of the account. */
      readonly wrongToken?: true;
    };

/** Whoever it is may come back when the disk has caught up. */
export const tooMuchWaits: Admission = no(returnCodes.unavailable, "too much waits for the disk");

/** A minute later they may come again. */
export const tooManyTokens: Admission = no(returnCodes.unavailable, "too many wrong tokens from this address");
export const tooOften: Admission = no(returnCodes.unavailable, "the same client connects again and again");

/** Whether a CONNECT is let in. `accounts` is undefined until the first snapshot has come. */
export function admit(packet: ConnectPacket, accounts: Accounts | undefined): Admission {
  const { clientId: asked = "", username, password, keepalive = 0, will } = packet;
  if (!isPlainText(asked) || asked.length > maxIdCharacters) {
    return no(returnCodes.identifierRejected, "a client id that is not plain text or too long");
  }
  if (asked === "" && packet.clean === false) {
    return no(returnCodes.identifierRejected, "a session to keep, but no client id"); // [MQTT-3.1.3-8]
  }
  if (!accounts) return no(returnCodes.unavailable, "no accounts are known yet");
  if (username === undefined || password === undefined || !isPlainText(username)) {
    return no(returnCodes.badCredentials, "no user name or no token");
  }
  const account = accounts.authenticate(username, Buffer.from(password));
  if (!account) return { ...no(returnCodes.badCredentials, "user name or token is wrong"), wrongToken: true };
  if (keepalive === 0 || keepalive > maxKeepAliveSeconds) {
    return no(returnCodes.notAuthorised, `a keep-alive of ${keepalive} s; 1 to ${maxKeepAliveSeconds} s are taken`);
  }
  const willOf = will && ownStatus(will, account);
  if (will && !willOf) return no(returnCodes.notAuthorised, "a last will that is not its own status");
  const clientId = asked || randomUUID();
  return { admitted: true, account, clientId, sessionId: `${username}${separator}${clientId}`, will: willOf };
}

function no(returnCode: ReturnCode, reason: string): Admission & { readonly admitted: false } {
  return { admitted: false, returnCode, reason };
}

/** The equipment of a will that says `offline` on a status topic of the account's own. */
function ownStatus(will: NonNullable<ConnectPacket["will"]>, account: Account): EquipmentKey | undefined {
  const topic = parseTopic(will.topic);
  if (topic?.channel !== "status" || !mayActFor(account.rights, topic.site, topic.equipment)) return undefined;
  if (Number(will.qos) > 2 || String(will.payload) !== "offline") return undefined;
  return equipmentKey(topic.site, topic.equipment);
}
