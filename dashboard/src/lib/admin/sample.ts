import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { Point, PointValue } from "@plantroom/model/points/point.ts";
import { formatTopic } from "@plantroom/model/topics/topics.ts";

/** A value that a point would take, for a line to try out. */
function sampleOf(point: Point): PointValue {
  switch (point.kind) {
    case "number": {
      const [low, high] = point.normal ?? point.range;
      return Number(((Math.max(low, -1e6) + Math.min(high, 1e6)) / 2).toFixed(Math.min(point.decimals, 3)));
    }
    case "boolean":
      return point.normal ?? true;
    case "enum":
      return point.normal?.[0] ?? Object.keys(point.options)[0] ?? "";
    case "text":
      return "…";
  }
}

/** A line for a shell that sends one reading of an equipment with a device's account. The first key point of the type is sent. */
export function publishLine(
  account: { readonly username: string; readonly token: string },
  host: string,
  port: number,
  target: { readonly site: string; readonly equipment: string; readonly type: Pick<DeviceType, "points"> | undefined },
): string {
  const points = Object.entries(target.type?.points ?? {});
  const [id, point] = points.find(([, one]) => one.key && one.kind === "number") ??
    points[0] ?? ["temperature", undefined];
  const payload = JSON.stringify({ values: { [id]: point ? sampleOf(point) : 20.5 } });
  const topic = formatTopic({ site: target.site, equipment: target.equipment, channel: "readings" });
  return [
    "mosquitto_pub",
    `-h ${quoted(host)} -p ${port}`,
    `-u ${quoted(account.username)} -P ${quoted(account.token)}`,
    `-q 1 -t ${quoted(topic)}`,
    `-m ${quoted(payload)}`,
  ].join(" ");
}

/** As a POSIX shell takes it for one word. */
function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
