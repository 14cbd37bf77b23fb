import type { SystemView } from "@plantroom/model/api/types.ts";
import { iso } from "@plantroom/model/time.ts";
import type { GatewayChannel } from "../devices/gateway-channel.ts";
import type { Handlers } from "../http/handler.ts";
import type { MetDamage } from "../journal/damage.ts";
import type { DeadLetters } from "../readings/dead-letters.ts";
import { type ReadBacks, readBackView } from "../readings/read-backs.ts";

export type ConsumerView = SystemView["consumers"][number];
export type StoreView = SystemView["store"];

export interface SystemOptions {
  readonly channel: Pick<GatewayChannel, "gateways">;
  readonly consumers: () => Promise<readonly ConsumerView[]> | readonly ConsumerView[];
  readonly store: () => Promise<StoreView> | StoreView;
  readonly deadLetters: Pick<DeadLetters, "count" | "kept">;
  readonly damage: Pick<MetDamage, "count">;
  readonly readBacks: Pick<ReadBacks, "newest">;
  readonly history: () => SystemView["history"];
  readonly dashboards: () => number;
  readonly version: string;
}

export function systemHandlers(options: SystemOptions): Handlers<"GET /api/system"> {
  return {
    "GET /api/system": async () => {
      const history = options.history();
      const readBack = await options.readBacks.newest();
      return {
        gateways: options.channel.gateways().map(gatewayView),
        consumers: [...(await options.consumers())],
        store: await options.store(),
        deadLetters: await options.deadLetters.count(),
        deadLettersKept: await options.deadLetters.kept(),
        journalDamage: options.damage.count,
        ...(readBack && { readBack: readBackView(readBack) }),
        ...(history && { history }),
        dashboards: options.dashboards(),
        version: options.version,
      };
    },
  };
}

function gatewayView({
  report,
  reportedAt,
}: ReturnType<GatewayChannel["gateways"]>[number]): SystemView["gateways"][number] {
  return {
    connected: true,
    connections: report?.connections ?? 0,
    messages: report?.messages ?? 0,
    readings: report?.readings ?? 0,
    refused: report?.refused ?? 0,
    duplicates: report?.duplicates ?? 0,
    journalEnd: report?.journalEnd ?? 0,
    journalBytes: report?.journalBytes ?? 0,
    journalWritable: report?.journalWritable ?? false,
    ...(report?.journalProblem && { journalProblem: report.journalProblem }),
    journalMaxBytes: report?.journalMaxBytes ?? 0,
    journalStart: report?.journalStart ?? 0,
    ...(report?.journalOldestAt !== undefined && { journalOldestAt: iso(report.journalOldestAt) }),
    journalDamage: report?.journalDamage ?? { places: 0, bytes: 0 },
    ...(reportedAt !== undefined && { reportedAt: iso(reportedAt) }),
  };
}
