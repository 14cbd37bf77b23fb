import { demoControl, demoFaultsEvent, demoHistoryEvent } from "@plantroom/model/demo/faults.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Database } from "../database/database.ts";
import { lastEvent } from "../events/repository.ts";
import { DemoControl, type PublishDemo } from "./demo-control.ts";

/** Knows again what the simulators last said before the server was started. */
export async function restoredDemo(
  database: Database,
  rules: readonly Rule[],
  publish: PublishDemo,
): Promise<DemoControl> {
  const control = new DemoControl(rules, publish);
  for (const name of [demoFaultsEvent, demoHistoryEvent]) {
    const event = await lastEvent(database, demoControl.site, demoControl.equipment, name);
    if (event) control.onEvent(event);
  }
  return control;
}
