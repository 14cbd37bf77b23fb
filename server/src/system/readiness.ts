import type { Heartbeat } from "@plantroom/model/live/events.ts";
import type { Database } from "../database/database.ts";
import type { GatewayChannel } from "../devices/gateway-channel.ts";
import type { ReadinessCheck } from "../http/readiness.ts";

export function databaseAnswers(database: Database): ReadinessCheck {
  return {
    name: "database",
    reason: async () => {
      try {
        await database.selectFrom("facts").select("name").limit(1).execute();
        return undefined;
      } catch (problem) {
        return `the operations database does not answer: ${problem instanceof Error ? problem.message : String(problem)}`;
      }
    },
  };
}

/** Once a gateway serves by the newest snapshot; it may go again without making the server less ready. */
export function gatewayWasHere(channel: Pick<GatewayChannel, "gateways" | "version">): ReadinessCheck {
  let was = false;
  return {
    name: "gateway",
    reason: () => {
      was ||= channel
        .gateways()
        .some(({ report }) => report !== undefined && report.snapshotVersion >= channel.version);
      return was ? undefined : "no gateway has connected yet";
    },
  };
}

/** While a gateway cannot write its journal, devices are told that nothing is accepted. */
export function journalTakes(channel: Pick<GatewayChannel, "gateways">): ReadinessCheck {
  return {
    name: "journal",
    reason: () => problems(channel).map(({ reason }) => `journal: ${reason}`)[0],
  };
}

/** The worst of all gateways, for everybody's screen. */
export function journalStanding(channel: Pick<GatewayChannel, "gateways">): Heartbeat["journal"] {
  const kinds = problems(channel).map(({ kind }) => kind);
  return kinds.includes("refused") ? "refused" : (kinds[0] ?? "open");
}

function problems(channel: Pick<GatewayChannel, "gateways">) {
  return channel.gateways().flatMap(({ report }) => report?.journalProblem ?? []);
}
