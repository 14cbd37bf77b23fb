import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { Incident } from "@plantroom/model/alarms/incident.ts";
import type { AlarmLine } from "@plantroom/model/alarms/line.ts";
import type { Mode } from "@plantroom/model/alarms/mode.ts";
import type { EventEntry, RefusedEntry, ResultEntry } from "@plantroom/model/journal/entry.ts";
import type { OverdueStep } from "@plantroom/model/procedures/run.ts";
import type { WorkOrder } from "@plantroom/model/work-orders/work-order.ts";
import { saveIncidents } from "../alarms/incident-repository.ts";
import { saveModes } from "../alarms/mode-repository.ts";
import type { Moved } from "../alarms/moving.ts";
import { saveAlarms } from "../alarms/repository.ts";
import type { DatabaseTransaction } from "../database/database.ts";
import { announce } from "../escalation/announce.ts";
import { escalateLeft, escalateOverdue } from "../escalation/overdue.ts";
import { saveEvents, saveResults } from "../events/repository.ts";
import { type ActTaken, type ChangedRun, saveRuns } from "../procedures/repository.ts";
import { saveRefused } from "../refused/repository.ts";
import type { StepTaken } from "../work-orders/book.ts";
import { saveWorkOrders } from "../work-orders/repository.ts";

/** What one turn did, on its way into one transaction: all of it or nothing. */
export class Effects {
  readonly alarms = new Map<string, Alarm>();
  readonly transitions: AlarmLine[] = [];
  readonly incidents = new Map<string, Incident>();
  readonly modes = new Map<string, Mode>();
  readonly workOrders = new Map<string, WorkOrder>();
  readonly steps: StepTaken[] = [];
  readonly procedureRuns = new Map<string, ChangedRun>();
  readonly procedureActs: ActTaken[] = [];
  /** Steps of procedures whose time is over since the last commit. */
  readonly overdueSteps: OverdueStep[] = [];
  readonly refused: RefusedEntry[] = [];
  readonly events: EventEntry[] = [];
  readonly results: ResultEntry[] = [];

  moved({ alarm, transition }: Moved): void {
    this.alarms.set(alarm.id, alarm);
    this.transitions.push(transition);
  }

  get isEmpty(): boolean {
    return (
      this.procedureRuns.size +
        this.alarms.size +
        this.incidents.size +
        this.modes.size +
        this.workOrders.size +
        this.refused.length +
        this.events.length +
        this.results.length ===
      0
    );
  }

  async save(transaction: DatabaseTransaction): Promise<void> {
    await saveAlarms(transaction, this.alarms.values(), this.transitions);
    await saveIncidents(transaction, this.incidents.values());
    await saveModes(transaction, this.modes.values());
    await announce(transaction, this.alarms, this.transitions);
    await saveWorkOrders(transaction, this.workOrders.values(), this.steps);
    await saveRuns(transaction, this.procedureRuns.values(), this.procedureActs);
    await escalateOverdue(transaction, this.overdueSteps);
    await escalateLeft(transaction, this.workOrders.values());
    await saveRefused(transaction, this.refused);
    await saveEvents(transaction, this.events);
    await saveResults(transaction, this.results);
  }
}
