import type { Generated } from "kysely";

/** `document`: the channel without its secrets, as JSON. `secrets` is sealed with the key in the data folder. */
export interface NotificationChannelsTable {
  id: string;
  document: string;
  secrets: string;
}

/** `document`: the model's `EscalationPolicy` as JSON. */
export interface EscalationPoliciesTable {
  id: string;
  document: string;
}

/** `document`: the model's `Roster` with its overrides, as JSON. */
export interface RostersTable {
  id: string;
  document: string;
}

/** Calendars that were changed here; the others come with the program. */
export interface WorkCalendarsTable {
  id: string;
  document: string;
}

export interface NotificationSilencesTable {
  id: string;
  until: number;
  document: string;
}

/** `document`: how the person wants to be told, as JSON. */
export interface NotificationPreferencesTable {
  username: string;
  document: string;
}

export interface PushSubscriptionsTable {
  id: string;
  endpoint: string;
  username: string;
  p256dh: string;
  auth: string;
  device: string;
  createdAt: number;
}

/**
 * One announcement of an alarm and how far it has been escalated. The row is written in the transaction of the transition that
 * announces the alarm, so that no crash loses it.
 */
export interface EscalationsTable {
  id: Generated<number>;
  alarm: string;
  site: string;
  /** When the notifier took it up; what counts for its steps. */
  startedAt: number | null;
  /** When to look at it next; null: when the alarm changes. */
  dueAt: number | null;
  endedAt: number | null;
  /** A `WithheldReason`: why it ended, or why it never began. */
  reason: string | null;
  policy: string | null;
  /** Ids of the steps that were taken, a JSON array. */
  taken: string;
}

/** One alarm for one receiver, from one step. */
export interface NoticesTable {
  id: Generated<number>;
  escalation: number;
  alarm: string;
  site: string;
  step: string;
  /** A `MessageKind`. */
  kind: string;
  at: number;
  medium: string | null;
  /** Id of the channel; of `in-app` and `web-push` empty. */
  channel: string;
  /** User name, address or nothing. */
  recipient: string;
  /** 0 for critical. */
  gravity: number;
  /** A notice of the digest waits for its time. */
  dueAt: number;
  state: string;
  reason: string | null;
  delivery: string | null;
}

/** One message to one receiver; at most one of a receiver is `sending`. */
export interface DeliveriesTable {
  /** The idempotency key that goes with every attempt. */
  key: string;
  medium: string;
  channel: string;
  recipient: string;
  site: string;
  state: string;
  title: string;
  count: number;
  /** 0 for critical: the gravest in it. */
  gravity: number;
  createdAt: number;
  attempts: number;
  nextAt: number;
  sentAt: number | null;
  problem: string | null;
}

/** What a person finds in the app; `delivery` once, however often it is sent. */
export interface InboxTable {
  id: Generated<number>;
  username: string;
  delivery: string;
  at: number;
  document: string;
  readAt: number | null;
}

export interface NotificationTables {
  notificationChannels: NotificationChannelsTable;
  escalationPolicies: EscalationPoliciesTable;
  rosters: RostersTable;
  workCalendars: WorkCalendarsTable;
  notificationSilences: NotificationSilencesTable;
  notificationPreferences: NotificationPreferencesTable;
  pushSubscriptions: PushSubscriptionsTable;
  escalations: EscalationsTable;
  notices: NoticesTable;
  deliveries: DeliveriesTable;
  inbox: InboxTable;
}
