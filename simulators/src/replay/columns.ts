import { ReplayProblem } from "./problem.ts";

/** A column of the file and the point it becomes. */
export interface Column {
  readonly column: string;
  readonly point: string;
  readonly factor: number;
  /** The column holds the amount of the interval that begins at the row's time; the point is their running total. */
  readonly register?: { readonly start: number; readonly rollover: number };
}

interface Preset {
  readonly time: string;
  readonly zone: string;
  readonly columns: readonly Column[];
}

/** Files that are known: the SKAB pump rig, a Cambridge building's hourly energy, a DAIAD water meter. */
export const presets: Readonly<Record<string, Preset>> = {
  skab: {
    time: "datetime",
    zone: "UTC",
    columns: parseMap(
      "Accelerometer1RMS=vibration_1,Accelerometer2RMS=vibration_2,Current=current,Pressure=pressure,Temperature=temperature," +
        "Thermocouple=thermocouple,Voltage=voltage,Volume Flow RateRMS=flow",
    ),
  },
  cambridge: {
    time: "datetime_utc",
    zone: "UTC",
    columns: [parseRegister("electricity_kwh=energy_import:start=9990000,rollover=10000000")],
  },
  "daiad-water": { time: "timestamp_local", zone: "Europe/Madrid", columns: parseMap("reading_l=volume*0.001") },
};

/** `Column=point*factor`, several separated by commas. */
export function parseMap(text: string): Column[] {
  return text.split(",").map((part) => {
    const match = /^\s*(.+?)\s*=\s*([a-z][a-z0-9_]*)\s*(?:\*\s*([0-9.e+-]+))?\s*$/.exec(part);
    const factor = Number(match?.[3] ?? 1);
    if (!match || Number.isNaN(factor))
      throw new ReplayProblem(`--map: "${part}" is not COLUMN=point or COLUMN=point*factor.`);
    return { column: match[1] ?? "", point: match[2] ?? "", factor };
  });
}

/** `Column=point:start=0,rollover=1000000`. */
export function parseRegister(text: string): Column {
  const match = /^(.+?)=([a-z][a-z0-9_]*):start=([0-9.]+),rollover=([0-9.]+)$/.exec(text);
  if (!match) throw new ReplayProblem(`--register: "${text}" is not COLUMN=point:start=N,rollover=N.`);
  return {
    column: match[1] ?? "",
    point: match[2] ?? "",
    factor: 1,
    register: { start: Number(match[3]), rollover: Number(match[4]) },
  };
}

/** Without a mapping each column but the time's becomes the point of its own name. */
export function columnsByName(header: readonly string[], time: string): Column[] {
  return header
    .filter((column) => column !== time)
    .map((column) => ({
      column,
      point: column
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_|_$/g, ""),
      factor: 1,
    }));
}
