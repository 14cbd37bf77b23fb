import type { SystemView } from "@plantroom/model/api/types.ts";
import { m } from "#messages";
import { ageWords } from "../format/words.ts";

/** Behind the journal by more than this, and people see it. */
const lateSeconds = 5;

export function consumerWords(name: string): string {
  switch (name) {
    case "judge":
      return m.admin_consumer_judge();
    case "historian":
      return m.admin_consumer_historian();
    default:
      return name;
  }
}

/** How the system is, in sentences: what is wrong and what still works; one sentence when all is well. */
export function healthOf(view: SystemView): readonly { readonly sentence: string; readonly well: boolean }[] {
  const wrong: string[] = [];
  const lag = (name: string) => view.consumers.find((consumer) => consumer.name === name)?.lagSeconds ?? 0;
  if (!view.gateways.some((gateway) => gateway.connected)) wrong.push(m.admin_health_no_gateway());
  const problems = view.gateways.flatMap(({ journalProblem }) => journalProblem ?? []);
  if (problems.some(({ kind }) => kind === "full")) wrong.push(m.admin_health_journal_full());
  if (problems.some(({ kind }) => kind === "refused")) wrong.push(m.admin_health_journal());
  const damaged = Math.max(view.journalDamage.places, ...view.gateways.map((gateway) => gateway.journalDamage.places));
  if (damaged > 0) wrong.push(m.admin_health_damage({ count: damaged }));
  const { missing = 0, replayed = 0 } = view.readBack ?? {};
  if (missing > 0) wrong.push(m.admin_health_lost({ count: missing, replayed }));
  if (lag("judge") > lateSeconds) wrong.push(m.admin_health_judge({ age: ageWords(lag("judge") * 1_000) }));
  // While nothing is accepted, live values are not well, whatever else is said of history.
  if (problems.length > 0) return wrong.map((sentence) => ({ sentence, well: false }));
  if (!view.store.healthy) wrong.push(m.admin_health_store());
  else if (lag("historian") > lateSeconds) {
    wrong.push(m.admin_health_history({ age: ageWords(lag("historian") * 1_000) }));
  }
  if (wrong.length === 0) return [{ sentence: m.admin_health_well(), well: true }];
  return wrong.map((sentence) => ({ sentence, well: false }));
}
