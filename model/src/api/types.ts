import type { z } from "zod";
import type * as s from "./schemas.ts";

/** What HTTP and the live feed carry, by name; types only, so that a browser does not load the schemas. */
export type SiteView = z.output<typeof s.site>;
export type SiteSummary = z.output<typeof s.siteSummary>;
export type EquipmentView = z.output<typeof s.equipment>;
export type EquipmentInput = z.output<typeof s.equipmentInput>;
export type LatestView = z.output<typeof s.latest>;
export type AlarmView = z.output<typeof s.alarm>;
export type AlarmTransitionView = z.output<typeof s.alarmTransition>;
export type WorkOrderView = z.output<typeof s.workOrder>;
export type WorkOrderInput = z.output<typeof s.workOrderInput>;
export type WorkOrderStepInput = z.output<typeof s.workOrderStep>;
export type ProcedureBrief = z.output<typeof s.procedureBrief>;
export type ProcedureView = z.output<typeof s.procedure>;
export type ProcedureRunBrief = z.output<typeof s.procedureRunBrief>;
export type ProcedureRunView = z.output<typeof s.procedureRun>;
export type ProcedureStepAct = z.output<typeof s.procedureStepAct>;
export type PersonView = z.output<typeof s.person>;
export type PersonInput = z.output<typeof s.personInput>;
export type SessionView = z.output<typeof s.session>;
export type SeriesView = z.output<typeof s.series>;
export type RefusedView = z.output<typeof s.refused>;
export type ReadBackView = z.output<typeof s.readBack>;
export type DeadLetterRetryView = z.output<typeof s.deadLetterRetry>;
export type DeadLetterView = z.output<typeof s.deadLetter>;
export type AuditView = z.output<typeof s.audit>;
export type DeviceView = z.output<typeof s.device>;
export type DeviceInput = z.output<typeof s.deviceInput>;
export type CommandView = z.output<typeof s.command>;
export type EnergyRow = z.output<typeof s.energyRow>;
export type EnergyMeter = z.output<typeof s.energyMeter>;
export type DemoFaultView = z.output<typeof s.demoFault>;
export type SystemView = z.output<typeof s.system>;

/** RFC 9457, `application/problem+json`. */
export interface ProblemView {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly values?: Record<string, unknown>;
  readonly errors?: readonly { path: string; problem: string; line?: number }[];
}
