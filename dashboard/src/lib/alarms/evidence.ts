import type { AlarmView } from "@plantroom/model/api/types.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { Locale } from "@plantroom/model/text.ts";
import { shownValue } from "../format/value.ts";

export interface EvidenceWords {
  readonly point: string;
  readonly label: string;
  readonly value: string;
  /** The limit then in force, with its unit. */
  readonly limit: string | undefined;
  readonly at: string;
}

/** What the rule saw, as a person reads it: what was measured against a limit first, then states. */
export function evidenceWords(
  alarm: Pick<AlarmView, "evidence">,
  type: DeviceType | undefined,
  locale: Locale,
): readonly EvidenceWords[] {
  const limitsFirst = alarm.evidence.toSorted((a, b) => Number(a.limit === undefined) - Number(b.limit === undefined));
  return limitsFirst.map((one) => {
    const point = type?.points[one.point];
    const show = (value: typeof one.value) => {
      const { text, unit } = shownValue(point, value, locale);
      return unit ? `${text} ${unit}` : text;
    };
    return {
      point: one.point,
      label: point?.label[locale] ?? one.point,
      value: show(one.value),
      limit: one.limit === undefined ? undefined : show(one.limit),
      at: one.at,
    };
  });
}
