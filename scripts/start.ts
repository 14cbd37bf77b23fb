// `npm start`: gateway, server and, in demo mode, the simulators, until Ctrl-C.
import { isIPv6 } from "node:net";
import { resolve } from "node:path";
import { buildDashboard, isDashboardStale } from "./dashboard-build.ts";
import { claimDataFolder } from "./data-folder.ts";
import { root } from "./places.ts";
import { whyTaken } from "./ports.ts";
import { configurationError, type Program, startProgram } from "./program.ts";

const accounts = ["operator", "supervisor", "technician", "energy", "admin"];

const demo = process.env.PLANTROOM_DEMO !== "0";
const host = process.env.PLANTROOM_HOST || "127.0.0.1";
/** Where the ports without TLS listen: with a certificate this machine only, unless told otherwise. */
const plainHost = process.env.PLANTROOM_TLS_CERT ? process.env.PLANTROOM_PLAIN_HOST || "127.0.0.1" : host;
const httpPort = port("PLANTROOM_HTTP_PORT", 8080);
const mqttPort = port("PLANTROOM_MQTT_PORT", 1883);
const dataPath = resolve(root, process.env.PLANTROOM_DATA_DIR || "data");

if (demo && !isLoopback(host)) {
  refuse(
    `Demo mode has passwords that everybody knows, so it listens on this machine only, not on ${host}: unset PLANTROOM_HOST, or set PLANTROOM_DEMO=0.`,
  );
}

if (isDashboardStale()) {
  say("Building the dashboard…");
  const { code, output } = await buildDashboard();
  if (code !== 0) refuse(`${output}\nThe dashboard could not be built: its message stands above.`);
}

const data = claimDataFolder(dataPath, demo ? "demo" : "production");
if ("refused" in data) refuse(data.refused);
process.once("exit", data.release);

const listensForMqtt = !process.env.PLANTROOM_MQTT_URL;
const taken =
  (await whyTaken(httpPort, plainHost, "PLANTROOM_HTTP_PORT")) ??
  (listensForMqtt ? await whyTaken(mqttPort, plainHost, "PLANTROOM_MQTT_PORT") : undefined);
if (taken) refuse(taken);

const env = {
  ...process.env,
  PLANTROOM_DEMO: demo ? "1" : "0",
  PLANTROOM_HOST: host,
  PLANTROOM_HTTP_PORT: String(httpPort),
  PLANTROOM_MQTT_PORT: String(mqttPort),
  PLANTROOM_DATA_DIR: dataPath,
};

let stopping = false;
const programs: Program[] = ["gateway", "server", ...(demo ? ["simulators"] : [])].map((name) =>
  startProgram({
    name,
    file: `${name}/src/main.ts`,
    env,
    logs: resolve(dataPath, "logs"),
    say,
    onRefused: (lastWords) => void stop(configurationError, `${name} refuses its configuration. ${lastWords}`),
  }),
);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (!stopping) return void stop(0, "Stopping…");
    for (const program of programs) program.kill();
    process.exit(130);
  });
}

await ready();

/** Waits for the server's own word, saying every fifteen seconds what it waits for. */
async function ready(): Promise<void> {
  const address = process.env.PLANTROOM_TLS_CERT
    ? `https://${urlHost(host)}:${port("PLANTROOM_HTTPS_PORT", 8443)}`
    : `http://${urlHost(host)}:${httpPort}`;
  for (let tries = 1; !stopping; tries++) {
    const reason = await whyNotReady(`http://${urlHost(probeHost(plainHost))}:${httpPort}/readyz`);
    if (!reason) return welcome(address);
    if (tries % 60 === 0) say(`Not ready yet: ${reason}. The logs are in ${resolve(dataPath, "logs")}.`);
    await new Promise((resume) => setTimeout(resume, 250));
  }
}

async function whyNotReady(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return answer.ok ? undefined : (await answer.text()).slice(0, 300);
  } catch {
    return "the server does not answer"; // it is still starting
  }
}

function welcome(address: string): void {
  if (stopping) return;
  say(`Plantroom is ready: ${address}`);
  if (demo) say(`Demo accounts, each with its own name as password: ${accounts.join(", ")}`);
  say("Stop it with Ctrl-C.");
}

/** The simulators first, so that nothing is sent into the void; the gateway last, since it keeps what is still under way. */
async function stop(code: number, sentence: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  say(sentence);
  for (const program of programs.toReversed()) await program.stop();
  process.exit(code);
}

function port(variable: string, otherwise: number): number {
  const text = process.env[variable];
  if (!text) return otherwise;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 65535) {
    refuse(`${variable} is ${JSON.stringify(text)}, not a port number from 1 to 65535.`);
  }
  return number;
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

function probeHost(name: string): string {
  return name === "0.0.0.0" ? "127.0.0.1" : name === "::" ? "::1" : name;
}

function urlHost(name: string): string {
  return isIPv6(name) ? `[${name}]` : name;
}

function say(line: string): void {
  console.log(line);
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
