import type { DeviceType } from "../device-types/device-type.ts";
import type { JournalPosition } from "../journal/entry.ts";
import type { Equipment } from "../sites/equipment.ts";
import type { Site } from "../sites/site.ts";
import type { Instant } from "../time.ts";
import type { CommandPayload } from "../topics/topics.ts";

/**
 * The internal channel between server and gateway: the Socket.IO namespace `/gateways` of the server's HTTP port. The gateway
 * connects with `auth: { secret }`, the secret of the data folder.
 */
export const channelNamespace = "/gateways";

/** Asks the server for copies of all that it holds: `POST {"folder"}` to its HTTP port, with the secret as bearer token. */
export const copyPath = "/internal/copy";

/** Made by whichever program starts first; 32 random bytes in hex, readable by the owner only. */
export const secretFile = "internal-secret";

/** A device's right to connect. Tokens are random (128 bits or more), so a plain SHA-256 hides them well enough. */
export interface DeviceAccount {
  readonly username: string;
  /** SHA-256 of the token, hex. */
  readonly tokenHash: string;
  /** What it may publish and receive commands for: `site/equipment`, or `site/*` for all of a site. */
  readonly grants: readonly string[];
}

/** All that the gateway needs to serve without the server. */
export interface GatewaySnapshot {
  /** Grows with each change; the gateway keeps the newest on disk. */
  readonly version: number;
  readonly sites: readonly Site[];
  readonly equipment: readonly Pick<Equipment, "site" | "id" | "type" | "gateway">[];
  readonly deviceTypes: readonly DeviceType[];
  readonly accounts: readonly DeviceAccount[];
}

/** `full`: of entries that a consumer still needs. `refused`: the disk takes nothing (`reason`: its own words). */
export interface JournalProblem {
  readonly kind: "full" | "refused";
  readonly reason: string;
}

export interface JournalDamageCount {
  readonly places: number;
  readonly bytes: number;
}

/** What the gateway says of itself, every second. */
export interface GatewayReport {
  readonly at: Instant;
  readonly connections: number;
  readonly messages: number;
  readonly readings: number;
  readonly refused: number;
  readonly duplicates: number;
  readonly journalEnd: JournalPosition;
  readonly journalBytes: number;
  readonly journalWritable: boolean;
  /** Why nothing can be written at the moment. */
  readonly journalProblem?: JournalProblem;
  /** Size of all segments at which the retention yields, and then acknowledgements are withheld. */
  readonly journalMaxBytes: number;
  /** Where the oldest segment begins. */
  readonly journalStart: JournalPosition;
  /** When the gateway had the oldest entry; missing for an empty journal. */
  readonly journalOldestAt?: Instant;
  /** What reading the segments again in the background found since the start. */
  readonly journalDamage: JournalDamageCount;
  readonly snapshotVersion: number;
}

export interface ServerToGateway {
  snapshot: (snapshot: GatewaySnapshot) => void;
  /** Goes out on the equipment's command topic; the answer says whether a connected device is subscribed to it. */
  command: (site: string, equipment: string, command: CommandPayload, answer: (delivered: boolean) => void) => void;
}

export interface GatewayToServer {
  report: (report: GatewayReport) => void;
}
