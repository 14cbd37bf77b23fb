import type { ResponseOf } from "@plantroom/model/api/routes.ts";
import { m } from "#messages";

type Notice = ResponseOf<"GET /api/alarms/{id}/notifications">["items"][number];

export function mediumWords(medium: NonNullable<Notice["medium"]>): string {
  return {
    "in-app": m.alarms_medium_in_app,
    "web-push": m.alarms_medium_web_push,
    smtp: m.alarms_medium_smtp,
    webhook: m.alarms_medium_webhook,
  }[medium]();
}

export function noticeStateWords(state: Notice["state"]): string {
  return {
    waiting: m.alarms_notice_waiting,
    sending: m.alarms_notice_sending,
    sent: m.alarms_notice_sent,
    withheld: m.alarms_notice_withheld,
    undelivered: m.alarms_notice_undelivered,
  }[state]();
}

/** Why somebody was not told. */
export function withheldWords(reason: NonNullable<Notice["reason"]>): string {
  return {
    suppressed: m.alarms_state_suppressed,
    shelved: m.alarms_state_shelved,
    "out-of-service": m.alarms_state_out_of_service,
    drill: m.alarms_mode_drill,
    silenced: m.alarms_withheld_silenced,
    acknowledged: m.alarms_state_acknowledged,
    attended: m.alarms_withheld_attended,
    returned: m.alarms_event_cleared,
    closed: m.alarms_over,
    superseded: m.alarms_withheld_superseded,
    "no-policy": m.alarms_withheld_no_policy,
    "no-step": m.alarms_withheld_no_step,
    "nobody-on-call": m.alarms_withheld_nobody_on_call,
    "replayed-time": m.alarms_withheld_replayed_time,
    "no-channel": m.alarms_withheld_no_channel,
    "channel-disabled": m.alarms_withheld_channel_disabled,
    "no-address": m.alarms_withheld_no_address,
    "quiet-hours": m.alarms_withheld_quiet_hours,
    "below-own-priority": m.alarms_withheld_below_own_priority,
    "switched-off": m.alarms_withheld_switched_off,
  }[reason]();
}
