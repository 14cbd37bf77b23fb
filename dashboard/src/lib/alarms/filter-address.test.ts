import fc from "fast-check";
import { expect, test } from "vitest";
import { ages, noFilter } from "./filter.ts";
import { paramsOf, viewFrom, viewParams } from "./filter-address.ts";
import { groupings } from "./lines.ts";
import { alarmTabs } from "./tabs.ts";

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

test("what is written to the address is read back", () => {
  const view = fc.record({
    tab: fc.constantFrom(...alarmTabs),
    grouping: fc.constantFrom(...groupings),
    filter: fc.record({
      priorities: fc.constantFrom([], ["critical" as const], ["critical" as const, "low" as const]),
      system: maybe(fc.constantFrom("water" as const, "elevator" as const)),
      type: maybe(fc.constantFrom("booster-pump", "elevator")),
      site: maybe(fc.constantFrom("court", "lab")),
      state: maybe(fc.constantFrom("shelved" as const, "returned" as const)),
      owner: maybe(fc.constantFrom("me", "nobody", "olivia")),
      age: maybe(fc.constantFrom(...ages)),
      text: fc.string(),
    }),
  });
  fc.assert(
    fc.property(view, (written) => {
      const params = new URLSearchParams();
      for (const [name, value] of Object.entries(paramsOf(written))) if (value !== undefined) params.set(name, value);
      expect(viewFrom(params)).toEqual(written);
      expect([...params.keys()].every((name) => viewParams.some((one) => one === name))).toBe(true);
    }),
  );
});

test("an address that says nothing, or nonsense, is the list as usual", () => {
  const usual = { tab: "unacknowledged", grouping: "none", filter: noFilter };
  expect(viewFrom(new URLSearchParams())).toEqual(usual);
  expect(viewFrom(new URLSearchParams("tab=x&group=y&priority=urgent&age=1y&system=magic&state=odd"))).toEqual(usual);
});
