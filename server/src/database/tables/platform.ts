import type { Generated } from "kysely";

/** `roles` and `sites` are JSON arrays; `sites` null: all of them. */
export interface PeopleTable {
  username: string;
  name: string;
  roles: string;
  sites: string | null;
  locale: string | null;
  disabled: number;
  passwordHash: string;
  createdAt: number;
}

/** The token itself is with the browser alone; here is its SHA-256. `expiresAt` is the absolute end. */
export interface SessionsTable {
  tokenHash: string;
  username: string;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  address: string;
}

/** `document`: the model's `Site` as JSON. */
export interface SitesTable {
  id: string;
  document: string;
}

/** `document`: the model's `Equipment` as JSON. */
export interface EquipmentTable {
  site: string;
  id: string;
  document: string;
}

/** Device types of the installation's own; `document`: the model's `DeviceType` as JSON. */
export interface DeviceTypesTable {
  id: string;
  document: string;
  importedAt: number;
  importedBy: string;
}

/** `grants` is a JSON array of `site/equipment` or `site/*`. */
export interface DevicesTable {
  username: string;
  tokenHash: string;
  grants: string;
  createdAt: number;
  createdBy: string;
}

export interface CommandsTable {
  id: string;
  site: string;
  equipment: string;
  command: string;
  args: string;
  reason: string;
  by: string;
  at: number;
  expiresAt: number;
  delivered: number;
  /** `done`, `refused` or `failed` once the device has answered; the journal's results bring it. */
  outcome: string | null;
  outcomeReason: string | null;
  outcomeAt: number | null;
}

/** Only ever added to. `detail` is JSON. */
export interface AuditTable {
  id: Generated<number>;
  at: number;
  by: string;
  action: string;
  target: string;
  detail: string;
  origin: string;
}

/** Single facts of the installation, by name. */
export interface FactsTable {
  name: string;
  value: string;
}

export interface PlatformTables {
  people: PeopleTable;
  sessions: SessionsTable;
  sites: SitesTable;
  equipment: EquipmentTable;
  deviceTypes: DeviceTypesTable;
  devices: DevicesTable;
  commands: CommandsTable;
  audit: AuditTable;
  facts: FactsTable;
}
