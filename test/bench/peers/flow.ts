/** How the flow writes: each message by itself, as the node's own example does, or a thousand at a time, as its users tune it. */
export type Writing = "each" | "batched";

const database = "peers";

/** A flow of Node-RED: MQTT in, the values as fields of one measurement, InfluxDB out. */
export function flowOf(writing: Writing, mqttPort: number, influxPort: number): object[] {
  const write = { influxdb: "store", z: "flow", wires: [] };
  return [
    { id: "flow", type: "tab", label: "readings" },
    {
      ...{ id: "broker", type: "mqtt-broker", broker: "127.0.0.1", port: String(mqttPort), clientid: "node-red" },
      ...{ autoConnect: true, usetls: false, protocolVersion: "4", keepalive: "60", cleansession: true },
    },
    {
      ...{ id: "store", type: "influxdb", hostname: "127.0.0.1", port: String(influxPort), protocol: "http", database },
      ...{ influxdbVersion: "1.x", usetls: false },
    },
    {
      ...{ id: "in", type: "mqtt in", z: "flow", topic: "plantroom/+/+/readings", qos: "1", datatype: "json" },
      ...{ broker: "broker", nl: false, rap: true, rh: 0, inputs: 0, wires: [["convert"]] },
    },
    {
      ...{ id: "convert", type: "function", z: "flow", func: functions[writing], outputs: 1, noerr: 0 },
      ...{ initialize: writing === "batched" ? flushing : "", finalize: "", libs: [], wires: [["out"]] },
    },
    writing === "each"
      ? { ...write, id: "out", type: "influxdb out", measurement: "pump", precision: "ms" }
      : { ...write, id: "out", type: "influxdb batch", precision: "ms" },
  ];
}

const functions: Readonly<Record<Writing, string>> = {
  each: `
    const equipment = msg.topic.split("/")[2];
    msg.payload = [{ ...msg.payload.values, time: msg.payload.at }, { equipment }];
    return msg;`,
  batched: `
    const points = context.get("points");
    const equipment = msg.topic.split("/")[2];
    points.push({
      measurement: "pump",
      fields: msg.payload.values,
      tags: { equipment },
      timestamp: msg.payload.at,
    });
    if (points.length < 1000) return null;
    context.set("points", []);
    return { payload: points };`,
};

/** What is not a full thousand goes after 200 ms. */
const flushing = `
  context.set("points", []);
  setInterval(() => {
    const points = context.get("points");
    if (points.length === 0) return;
    context.set("points", []);
    node.send({ payload: points });
  }, 200);`;
