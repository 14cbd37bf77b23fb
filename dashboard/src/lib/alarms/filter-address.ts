import { priorities } from "@plantroom/model/alarms/priority.ts";
import { systems } from "@plantroom/model/device-types/device-type.ts";
import { type AlarmFilter, ages } from "./filter.ts";
import { type Grouping, groupings } from "./lines.ts";
import { type AlarmTab, alarmTabs, type StateTab } from "./tabs.ts";

/** What the address holds of the list, and what a saved view keeps. */
export interface ListView {
  readonly tab: AlarmTab;
  readonly filter: AlarmFilter;
  readonly grouping: Grouping;
}

/** Parameters of the address that belong to the list's view. */
export const viewParams = ["tab", "priority", "system", "type", "at", "state", "owner", "age", "q", "group"] as const;
type ViewParam = (typeof viewParams)[number];

export function viewFrom(params: Pick<URLSearchParams, "get">): ListView {
  const asked = (params.get("priority") ?? "").split(",");
  return {
    tab: oneOf(alarmTabs, params.get("tab")) ?? "unacknowledged",
    grouping: oneOf(groupings, params.get("group")) ?? "none",
    filter: {
      priorities: priorities.filter((priority) => asked.includes(priority)),
      system: oneOf(Object.keys(systems) as (keyof typeof systems)[], params.get("system")),
      type: params.get("type") ?? undefined,
      site: params.get("at") ?? undefined,
      state: oneOf(alarmTabs, params.get("state")) as StateTab | undefined,
      owner: params.get("owner") ?? undefined,
      age: oneOf(ages, params.get("age")),
      text: params.get("q") ?? "",
    },
  };
}

/** The other way; what is as usual has no parameter. */
export function paramsOf({ tab, filter, grouping }: ListView): Readonly<Record<ViewParam, string | undefined>> {
  return {
    tab: tab === "unacknowledged" ? undefined : tab,
    group: grouping === "none" ? undefined : grouping,
    priority: filter.priorities.join(",") || undefined,
    system: filter.system,
    type: filter.type,
    at: filter.site,
    state: filter.state,
    owner: filter.owner,
    age: filter.age,
    q: filter.text || undefined,
  };
}

function oneOf<T extends string>(list: readonly T[], value: string | null): T | undefined {
  return list.find((one) => one === value);
}
