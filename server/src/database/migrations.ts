import type { Migration } from "./migration.ts";
import { platform } from "./migrations/001-platform.ts";
import { pipeline } from "./migrations/002-pipeline.ts";
import { energy } from "./migrations/003-energy.ts";
import { alarms } from "./migrations/004-alarms.ts";
import { judging } from "./migrations/005-judging.ts";
import { notifications } from "./migrations/006-notifications.ts";
import { history } from "./migrations/007-history.ts";
import { energyDays } from "./migrations/008-energy-days.ts";
import { ruleBook } from "./migrations/009-rule-book.ts";
import { procedures } from "./migrations/010-procedures.ts";
import { savedViews } from "./migrations/011-saved-views.ts";
import { alarmJournal } from "./migrations/013-alarm-journal.ts";

/** In this order, for ever. */
export const migrations: readonly Migration[] = [
  platform,
  pipeline,
  energy,
  alarms,
  judging,
  notifications,
  history,
  energyDays,
  ruleBook,
  procedures,
  savedViews,
  alarmJournal,
];
