import { parseArgs } from "node:util";
import { type Column, parseMap, parseRegister, presets } from "./columns.ts";
import { ReplayProblem } from "./problem.ts";

/** What the command line asks for. */
export interface ReplayOptions {
  readonly file: string;
  readonly site: string;
  readonly equipment: string;
  readonly separator: string | undefined;
  readonly time: string | undefined;
  /** IANA zone of times without an offset. */
  readonly zone: string;
  readonly columns: readonly Column[];
  /** Times the data's own pace; 0: as fast as the gateway acknowledges. */
  readonly speed: number;
  readonly run: string;
  readonly from: number;
  readonly limit: number;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly dryRun: boolean;
}

const usage = `npm run replay -- FILE --site SITE --equipment EQUIPMENT [options]

  --preset skab|cambridge|daiad-water   columns of known files
  --map 'Pressure=pressure,Litres=volume*0.001'   file column = point, times a factor
  --register 'kwh=energy_import:start=0,rollover=1000000'   amounts of an interval, added up to a register
  --separator ';'   --time COLUMN   --zone Europe/Madrid   (found out, found out, UTC)
  --speed 0|1|60    0: as fast as possible (default); 60: a minute in a second
  --from N --limit N   rows   --run ID   --dry-run
  --url mqtt://127.0.0.1:1883 --user demo --password demo`;

/** Reads the command line; `run` is the id for this replay when none is given. */
export function readOptions(args: readonly string[], run: string): ReplayOptions {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new ReplayProblem(`Name one file.\n\n${usage}`);
  const preset = values.preset === undefined ? undefined : presets[values.preset];
  if (values.preset !== undefined && !preset) {
    throw new ReplayProblem(`There is no preset ${values.preset}; there are ${Object.keys(presets).join(", ")}.`);
  }
  const columns = [
    ...(preset?.columns ?? []),
    ...(values.map ?? []).flatMap(parseMap),
    ...(values.register ?? []).map(parseRegister),
  ];
  const zone = values.zone ?? preset?.zone ?? "UTC";
  if (!isZone(zone)) throw new ReplayProblem(`${zone} is not a time zone, as Europe/Madrid or UTC are.`);
  return {
    file,
    site: values.site,
    equipment: values.equipment,
    separator: values.separator,
    time: values.time ?? preset?.time,
    zone,
    columns,
    speed: numberOf("--speed", values.speed),
    run: values.run ?? run,
    from: numberOf("--from", values.from),
    limit: numberOf("--limit", values.limit),
    url: values.url,
    user: values.user,
    password: values.password,
    dryRun: values["dry-run"],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        site: { type: "string", default: "lab" },
        equipment: { type: "string", default: "rig-1" },
        preset: { type: "string" },
        map: { type: "string", multiple: true },
        register: { type: "string", multiple: true },
        separator: { type: "string" },
        time: { type: "string" },
        zone: { type: "string" },
        speed: { type: "string", default: "0" },
        run: { type: "string" },
        from: { type: "string", default: "0" },
        limit: { type: "string", default: "Infinity" },
        url: { type: "string", default: "mqtt://127.0.0.1:1883" },
        user: { type: "string", default: "demo" },
        password: { type: "string", default: "demo" },
        "dry-run": { type: "boolean", default: false },
      },
    });
  } catch (problem) {
    throw new ReplayProblem(`${problem instanceof Error ? problem.message : problem}\n\n${usage}`, { cause: problem });
  }
}

function numberOf(option: string, text: string): number {
  const value = Number(text);
  if (Number.isNaN(value) || value < 0) throw new ReplayProblem(`${option} must be a number from 0, got ${text}.`);
  return value;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false; // RangeError: the zone is not known
  }
}
