import type { Logger } from "pino";
import type { Server } from "socket.io";
import { Audit } from "./audit/audit.ts";
import { auditHandlers } from "./audit/audit-handlers.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database/database.ts";
import type { DemoControl } from "./demo/demo-control.ts";
import { demoHandlers } from "./demo/demo-handlers.ts";
import { seedDemo } from "./demo/seed.ts";
import { commandHandlers } from "./devices/command-handlers.ts";
import { Commands } from "./devices/commands.ts";
import { deviceHandlers } from "./devices/device-handlers.ts";
import { Devices } from "./devices/devices.ts";
import { GatewayChannel } from "./devices/gateway-channel.ts";
import { ownPasswordHandlers } from "./people/own-password.ts";
import { People } from "./people/people.ts";
import { peopleHandlers } from "./people/people-handlers.ts";
import { sessionHandlers } from "./people/session-handlers.ts";
import { Sessions } from "./people/sessions.ts";
import { SignInThrottle } from "./people/sign-in-throttle.ts";
import { deviceTypeHandlers } from "./sites/device-type-handlers.ts";
import { equipmentHandlers } from "./sites/equipment-handlers.ts";
import type { LiveState } from "./sites/live-state.ts";
import { siteFileHandlers } from "./sites/site-file-handlers.ts";
import { type SiteCounts, siteHandlers } from "./sites/site-handlers.ts";
import { Sites } from "./sites/sites.ts";
import { viewHandlers } from "./views/view-handlers.ts";
import { SavedViews } from "./views/views.ts";

/** What stands before anything is judged: who may do what, what there is, and the way to the devices. */
export interface Platform {
  readonly people: People;
  readonly sessions: Sessions;
  readonly sites: Sites;
  readonly devices: Devices;
  readonly audit: Audit;
  readonly channel: GatewayChannel;
  readonly commands: Commands;
  readonly views: SavedViews;
}

export interface PlatformOptions {
  readonly database: Database;
  readonly io: Server;
  readonly secret: string;
  readonly demo: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

export async function openPlatform({ database, io, secret, demo, clock, logger }: PlatformOptions): Promise<Platform> {
  const people = new People(database);
  const sites = await Sites.load(database);
  const devices = new Devices(database);
  if (demo) await seedDemo({ sites, people, devices }, clock.now());
  const sessions = await Sessions.load(database, people, clock);
  const { estate } = sites;
  const channel = await GatewayChannel.open({ io, secret, database, estate, devices, clock, logger });
  const commands = new Commands(database, channel, clock);
  const views = new SavedViews(database);
  return { people, sessions, sites, devices, audit: new Audit(database), channel, commands, views };
}

/** What the platform's pages need to know from the judging half. */
export interface Judged {
  readonly live: LiveState;
  readonly countsOf: (site: string) => SiteCounts;
}

export interface HandlerOptions extends Judged {
  readonly demo: DemoControl | undefined;
  readonly clock: Clock;
}

export function platformHandlers(platform: Platform, { live, countsOf, demo, clock }: HandlerOptions) {
  const { people, sessions, sites, devices, audit, commands, views } = platform;
  const { estate } = sites;
  const entrance = { people, sessions, throttle: new SignInThrottle(clock), demo: demo !== undefined };
  return {
    ...sessionHandlers(entrance),
    ...ownPasswordHandlers(entrance),
    ...peopleHandlers({ people, sessions, estate, clock }),
    ...siteHandlers({ sites, countsOf }),
    ...siteFileHandlers({ sites }),
    ...equipmentHandlers({ sites, live }),
    ...deviceTypeHandlers({ sites, clock }),
    ...deviceHandlers({ devices, estate, clock }),
    ...commandHandlers({ commands, estate }),
    ...auditHandlers(audit),
    ...viewHandlers(views),
    ...demoHandlers({ control: demo, commands }),
  };
}
