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
