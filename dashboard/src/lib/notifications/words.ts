import type { ChannelView, DeliveryView, EscalationPolicyView } from "@plantroom/model/api/types.ts";
import type { WebhookFormat } from "@plantroom/model/notifications/channel.ts";
import { roleLabels } from "@plantroom/model/people/roles.ts";
import { m } from "#messages";
import { ageWords } from "../format/words.ts";
import { words } from "../locale.svelte.ts";

export type Step = EscalationPolicyView["steps"]["critical"][number];
export type Target = Step["targets"][number];

export function formatWords(format: WebhookFormat): string {
  return {
    generic: m.notifications_format_generic,
    wecom: m.notifications_format_wecom,
    dingtalk: m.notifications_format_dingtalk,
    feishu: m.notifications_format_feishu,
    slack: m.notifications_format_slack,
    teams: m.notifications_format_teams,
  }[format]();
}

export function healthWords(state: ChannelView["health"]["state"]): string {
  return {
    unused: m.notifications_health_unused,
    well: m.notifications_health_well,
    failing: m.notifications_health_failing,
  }[state]();
}

export function deliveryWords(state: DeliveryView["state"]): string {
  return {
    sending: m.notifications_state_sending,
    sent: m.notifications_state_sent,
    dropped: m.notifications_state_dropped,
    "given-up": m.notifications_state_given_up,
  }[state]();
}

/** When a step is taken: `After 3 min while not acknowledged`. */
export function stepWords({ when, afterSeconds }: Step, digestAt: string): string {
  if (when === "digest") return m.notifications_step_digest({ time: digestAt });
  const time =
    afterSeconds === 0
      ? m.notifications_step_at_once()
      : m.notifications_step_after({ time: ageWords(afterSeconds * 1_000) });
  if (when === "unattended") return `${time} ${m.notifications_step_unattended()}`;
  return afterSeconds === 0 ? time : `${time} ${m.notifications_step_unacknowledged()}`;
}

/** Names of what targets call by id. */
export interface TargetNames {
  readonly channels: ReadonlyMap<string, string>;
  readonly rosters: ReadonlyMap<string, string>;
}

export function targetWords(target: Target, names: TargetNames): string {
  switch (target.kind) {
    case "role":
      return m.notifications_target_role({ name: words(roleLabels[target.role]) });
    case "on-call":
      return m.notifications_target_on_call({ name: names.rosters.get(target.roster) ?? target.roster });
    case "person":
      return target.username;
    case "channel":
      return m.notifications_target_channel({ name: names.channels.get(target.channel) ?? target.channel });
    case "group-channels":
      return m.notifications_target_groups();
    case "address":
      return target.address;
  }
}
