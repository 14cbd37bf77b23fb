/** The programs that read the environment. */
export type Program = "gateway" | "server" | "simulators";

export interface Setting {
  readonly name: `PLANTROOM_${string}`;
  readonly default: string;
  readonly programs: readonly Program[];
  readonly text: string;
  readonly form: "port" | "text" | "switch" | "url" | "number";
}

const all: readonly Program[] = ["gateway", "server", "simulators"];
const both: readonly Program[] = ["gateway", "server"];

/** Every environment variable; the table in docs/generated/configuration.md is printed from this list. */
export const settings = {
  httpPort: setting("PLANTROOM_HTTP_PORT", "8080", "port", all, "Port of the dashboard, the API and the live feed."),
  mqttPort: setting("PLANTROOM_MQTT_PORT", "1883", "port", all, "Port on which devices connect."),
  host: setting("PLANTROOM_HOST", "127.0.0.1", "text", all, "Address to listen on. Demo mode takes loopback only."),
  dataDirectory: setting("PLANTROOM_DATA_DIR", "./data", "text", all, "Folder of journal, databases and secrets."),
  journalUrl: setting(
    "PLANTROOM_JOURNAL_URL",
    "file:",
    "url",
    ["gateway", "server"],
    "Journal; `file:` alone is the folder `journal` in the data folder.",
  ),
  readingsUrl: setting(
    "PLANTROOM_READINGS_URL",
    "duckdb:",
    "url",
    ["server"],
    "Store of readings: `duckdb:` (a file in the data folder), `influxdb://user:password@host:8086/database`, `influxdb://token@host:8086/bucket`, `influxdbs://…` for TLS, or `memory:`.",
  ),
  readingsUrlFile: setting(
    "PLANTROOM_READINGS_URL_FILE",
    "",
    "text",
    ["server"],
    "File that holds the value of PLANTROOM_READINGS_URL, for a password that must not stand in the environment.",
  ),
  databaseUrl: setting("PLANTROOM_DATABASE_URL", "sqlite:", "url", ["server"], "Operations database: `sqlite:`."),
  mqttUrl: setting(
    "PLANTROOM_MQTT_URL",
    "",
    "url",
    ["gateway"],
    "An external broker to subscribe at instead of listening.",
  ),
  serverUrl: setting(
    "PLANTROOM_SERVER_URL",
    "",
    "url",
    ["gateway"],
    "Where the gateway finds the server; by default the HTTP port on this machine.",
  ),
  tlsCertificate: setting(
    "PLANTROOM_TLS_CERT",
    "",
    "text",
    both,
    "Certificate with its chain, a PEM file. With it devices are served by TLS on PLANTROOM_MQTT_TLS_PORT and people by HTTPS on PLANTROOM_HTTPS_PORT. A file that changes is read again.",
  ),
  tlsKey: setting("PLANTROOM_TLS_KEY", "", "text", both, "Key of that certificate, a PEM file."),
  httpsPort: setting("PLANTROOM_HTTPS_PORT", "8443", "port", ["server"], "Port of HTTPS, once there is a certificate."),
  mqttTlsPort: setting(
    "PLANTROOM_MQTT_TLS_PORT",
    "8883",
    "port",
    ["gateway"],
    "Port on which devices connect by TLS, once there is a certificate.",
  ),
  mqttClientCa: setting(
    "PLANTROOM_MQTT_CLIENT_CA",
    "",
    "text",
    ["gateway"],
    "Certificates (PEM) of who may sign certificates of devices: with it a device on the TLS port needs one, besides its account.",
  ),
  plainHost: setting(
    "PLANTROOM_PLAIN_HOST",
    "",
    "text",
    both,
    "Address of the ports without TLS once there is a certificate; by default 127.0.0.1. Without a certificate PLANTROOM_HOST holds for all.",
  ),
  trustProxy: setting(
    "PLANTROOM_TRUST_PROXY",
    "",
    "text",
    ["server"],
    "Addresses of reverse proxies (comma-separated, with `/bits` for networks) whose X-Forwarded headers are believed.",
  ),
  demo: setting(
    "PLANTROOM_DEMO",
    "0",
    "switch",
    all,
    "1: the demo estate, its simulators and its accounts. `npm start` sets it unless told otherwise.",
  ),
  retentionDays: setting(
    "PLANTROOM_RETENTION_DAYS",
    "400",
    "number",
    ["gateway", "server"],
    "Days of readings kept; an older time of a device is not plausible.",
  ),
  recordsRetentionDays: setting(
    "PLANTROOM_RECORDS_RETENTION_DAYS",
    "730",
    "number",
    ["server"],
    "Days for which commands and the audit trail are kept; alarms and their journal are kept for ever.",
  ),
  rollUpRetentionDays: setting(
    "PLANTROOM_ROLLUP_RETENTION_DAYS",
    "3650",
    "number",
    ["server"],
    "Days for which quarter hours and days of readings are kept after the readings themselves; less than those counts as the same.",
  ),
  journalRetentionHours: setting(
    "PLANTROOM_JOURNAL_RETENTION_HOURS",
    "24",
    "number",
    ["gateway"],
    "Hours for which the journal keeps what every consumer has read.",
  ),
  journalMaxGigabytes: setting(
    "PLANTROOM_JOURNAL_MAX_GB",
    "10",
    "number",
    ["gateway"],
    "Size at which the journal's retention yields; full of what history or the judge still needs, it takes nothing more and devices get no acknowledgement until there is room.",
  ),
  logLevel: setting("PLANTROOM_LOG_LEVEL", "info", "text", all, "pino level: debug, info, warn, error."),
} as const satisfies Record<string, Setting>;
export type SettingKey = keyof typeof settings;
export type Configuration = Readonly<Record<SettingKey, string>>;

function setting(
  name: Setting["name"],
  fallback: string,
  form: Setting["form"],
  programs: readonly Program[],
  text: string,
): Setting {
  return { name, default: fallback, form, programs, text };
}

export type ConfigurationRead =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Reads the settings from an environment; each value that does not fit its form is one sentence. An empty value counts as not
 * set, as `${NAME:-}` of a compose file leaves it.
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): ConfigurationRead {
  const problems: string[] = [];
  const entries = Object.entries(settings).map(([key, one]) => {
    const value = environment[one.name] || one.default;
    const problem = problemOf(one, value);
    if (problem) problems.push(problem);
    return [key, value];
  });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, configuration: Object.fromEntries(entries) as Configuration };
}

function problemOf(setting: Setting, value: string): string | undefined {
  switch (setting.form) {
    case "port": {
      const fits = /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
      return fits ? undefined : `${setting.name} must be a port number, got "${value}".`;
    }
    case "number":
      return Number(value) > 0 ? undefined : `${setting.name} must be a number above 0, got "${value}".`;
    case "switch":
      return value === "0" || value === "1" ? undefined : `${setting.name} must be 0 or 1, got "${value}".`;
    case "url":
      return value === "" || /^[a-z]+:/.test(value) ? undefined : `${setting.name} must be a URL, got "${value}".`;
    case "text":
      return undefined;
  }
}
