import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import { isInRange, isOfPoint } from "@plantroom/model/points/point.ts";
import { expect, test } from "vitest";
import { publishLine } from "./sample.ts";

const account = { username: "gw-1", token: "a'b-C_9" };

test("the line is one that a shell takes as it stands", () => {
  const type = builtInDeviceTypes.find(({ id }) => id === "booster-pump-set");
  expect(publishLine(account, "localhost", 1883, { site: "hq", equipment: "booster", type })).toBe(
    `mosquitto_pub -h localhost -p 1883 -u gw-1 -P 'a'\\''b-C_9' -q 1 -t plantroom/hq/booster/readings -m '{"values":{"discharge_pressure":0.75}}'`,
  );
});

test.each(builtInDeviceTypes.filter(({ points }) => Object.keys(points).length > 0))(
  "what it sends for $id is a value that the type takes",
  (type) => {
    const line = publishLine(account, "h", 1, { site: "s", equipment: "e", type });
    const { values } = JSON.parse(/-m '(.*)'$/.exec(line)?.[1] ?? "{}");
    for (const [id, value] of Object.entries(values)) {
      const point = type.points[id];
      expect(point && isOfPoint(point, value) && isInRange(point, value as number)).toBe(true);
    }
  },
);

test("an equipment of an unknown type gets a line all the same", () => {
  expect(publishLine(account, "h", 1, { site: "s", equipment: "*", type: undefined })).toContain(
    '{"values":{"temperature":20.5}}',
  );
});
