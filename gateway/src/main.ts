import { isAbsolute, resolve } from "node:path";
import { type Configuration, readConfiguration } from "@plantroom/model/configuration/settings.ts";
import { journalFolder } from "@plantroom/model/journal/place.ts";
import { day, hour } from "@plantroom/model/time.ts";
import pino from "pino";
import { type Gateway, type GatewayOptions, startGateway } from "./gateway.ts";
import { StartProblem } from "./start-problem.ts";

/** sysexits.h EX_CONFIG: starting again would fail in the same way. */
const configurationError = 78;
const shutdownMs = 9_000;

const read = readConfiguration(process.env);
if (!read.ok) refuse(read.problems.join(" "));
const configuration = read.configuration;

const options = optionsOf(configuration);

const log = pino({ level: configuration.logLevel, base: null });
let gateway: Gateway | undefined;
let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));

try {
  gateway = await startGateway({ ...options, log, clock: Date.now });
} catch (cause) {
  if (cause instanceof StartProblem) refuse(cause.message);
  throw cause;
}
if (gateway.port === undefined) log.info({}, "taking from the external broker");
else log.info({ port: gateway.port, tlsPort: gateway.tlsPort }, "listening for devices");

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, "stopping");
  setTimeout(() => process.exit(1), shutdownMs).unref();
  await gateway?.close();
  process.exit(0);
}

function optionsOf(settings: Configuration): Omit<GatewayOptions, "log" | "clock"> {
  if (settings.demo === "1" && !isLoopback(settings.host)) {
    refuse(
      `Demo mode has passwords that everybody knows, so it listens on this machine only, not on ${settings.host}.`,
    );
  }
  const dataDirectory = resolve(settings.dataDirectory);
  const folder = journalFolder(settings.journalUrl);
  if (folder === undefined) refuse(`PLANTROOM_JOURNAL_URL must be a file: URL, got "${settings.journalUrl}".`);
  if (settings.mqttUrl !== "" && !/^(mqtts?|wss?):\/\//.test(settings.mqttUrl)) {
    refuse(`PLANTROOM_MQTT_URL must begin with mqtt:, mqtts:, ws: or wss:, got "${settings.mqttUrl}".`);
  }
  if (!Object.hasOwn(pino.levels.values, settings.logLevel)) {
    refuse(
      `PLANTROOM_LOG_LEVEL must be one of ${Object.keys(pino.levels.values).join(", ")}, got "${settings.logLevel}".`,
    );
  }
  return {
    dataDirectory,
    journalFolder: isAbsolute(folder) ? folder : resolve(dataDirectory, folder),
    serverUrl: settings.serverUrl || `http://127.0.0.1:${settings.httpPort}`,
    readingsRetention: Number(settings.retentionDays) * day,
    journalRetention: Number(settings.journalRetentionHours) * hour,
    journalMaxBytes: Number(settings.journalMaxGigabytes) * 1e9,
    ...(settings.mqttUrl ? { brokerUrl: settings.mqttUrl } : { listen: listenOf(settings) }),
  };
}

/** Once there is a certificate, devices without TLS are served on this machine only, unless the settings say otherwise. */
function listenOf(settings: Configuration): NonNullable<GatewayOptions["listen"]> {
  const { host, tlsCertificate: certificate, tlsKey: key, mqttClientCa: clientCa } = settings;
  const port = Number(settings.mqttPort);
  if ((certificate === "") !== (key === "")) {
    refuse("PLANTROOM_TLS_CERT and PLANTROOM_TLS_KEY belong together: set both, or neither.");
  }
  if (certificate === "") {
    if (clientCa !== "") refuse("PLANTROOM_MQTT_CLIENT_CA needs PLANTROOM_TLS_CERT and PLANTROOM_TLS_KEY.");
    return { host, port };
  }
  const tls = { host, port: Number(settings.mqttTlsPort), certificate, key, ...(clientCa !== "" && { clientCa }) };
  return { host: settings.plainHost || "127.0.0.1", port, tls };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(configurationError);
}
