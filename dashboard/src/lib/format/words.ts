import { m } from "#messages";
import { ageOf } from "./age.ts";

/** `3 min`, `2 h`: how long something lasts or is ago. */
export function ageWords(milliseconds: number): string {
  const { count, unit } = ageOf(milliseconds);
  switch (unit) {
    case "seconds":
      return m.common_seconds({ count });
    case "minutes":
      return m.common_minutes({ count });
    case "hours":
      return m.common_hours({ count });
    case "days":
      return m.common_days({ count });
  }
}

/** `2:05` for countdowns. */
export function countdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
