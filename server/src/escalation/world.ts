import type { NotificationPreferences, PersonView, SilenceView } from "@plantroom/model/api/types.ts";
import type { EscalationPolicy } from "@plantroom/model/escalation/policy.ts";
import type { WorkCalendar } from "@plantroom/model/on-call/calendar.ts";
import type { Roster } from "@plantroom/model/on-call/roster.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import type { Channel, Channels } from "../notifications/channels.ts";
import { documentsOf } from "../notifications/documents.ts";
import { loadPreferences } from "../notifications/preferences.ts";
import { silencesAt } from "../notifications/silences.ts";
import { loadCalendars, loadRosters } from "../on-call/rosters.ts";
import type { Estate } from "../sites/estate.ts";

/** Who there is to tell and how, at a moment. */
export interface World {
  readonly policies: readonly EscalationPolicy[];
  readonly rosters: readonly Roster[];
  readonly calendars: readonly WorkCalendar[];
  readonly people: readonly PersonView[];
  readonly channels: readonly Channel[];
  readonly preferences: ReadonlyMap<string, NotificationPreferences>;
  readonly silences: readonly SilenceView[];
  /** User names with a device that takes push messages. */
  readonly pushed: ReadonlySet<string>;
  readonly estate: Estate;
}

/** `people` is read before: their repository is outside the transaction. */
export async function loadWorld(
  database: Database,
  { people, channels, estate }: { people: readonly PersonView[]; channels: Channels; estate: Estate },
  now: Instant,
): Promise<World> {
  const subscribed = await database.selectFrom("pushSubscriptions").select("username").distinct().execute();
  return {
    policies: await documentsOf<EscalationPolicy>(database, "escalationPolicies"),
    rosters: await loadRosters(database),
    calendars: await loadCalendars(database),
    people,
    channels: await channels.all(database),
    preferences: await loadPreferences(database),
    silences: await silencesAt(database, now),
    pushed: new Set(subscribed.map(({ username }) => username)),
    estate,
  };
}
