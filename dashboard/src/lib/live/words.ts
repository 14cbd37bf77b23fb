import type { Quality } from "@plantroom/model/quality.ts";
import type { Presence } from "@plantroom/model/sites/equipment.ts";
import { m } from "#messages";
import type { LinkReason, LinkState } from "./link.ts";

export function presenceWords(presence: Presence): string {
  return {
    online: m.live_presence_online,
    offline: m.live_presence_offline,
    silent: m.live_presence_silent,
    unknown: m.live_presence_unknown,
  }[presence]();
}

export function qualityWords(quality: Quality): string {
  return {
    good: m.live_quality_good,
    uncertain: m.live_quality_uncertain,
    bad: m.live_quality_bad,
    stale: m.live_quality_stale,
    "clock-suspect": m.live_quality_clock_suspect,
    estimated: m.live_quality_estimated,
    manual: m.live_quality_manual,
    simulated: m.live_quality_simulated,
  }[quality]();
}

export function linkWords(link: LinkState): string {
  return { connecting: m.live_connecting, live: m.live_live, delayed: m.live_delayed, lost: m.live_lost }[link]();
}

export function linkReasonWords(reason: LinkReason): string {
  return {
    none: () => "",
    "no-heartbeat": m.live_reason_no_heartbeat,
    "judge-behind": m.live_reason_judge_behind,
    "field-not-connected": m.live_reason_field_not_connected,
    "journal-full": m.live_reason_journal_full,
    "journal-refused": m.live_reason_journal_refused,
  }[reason]();
}
