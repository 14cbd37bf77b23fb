import {
  channelNamespace,
  type GatewayReport,
  type GatewaySnapshot,
  type GatewayToServer,
  type ServerToGateway,
} from "@plantroom/model/channel/channel.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { CommandPayload } from "@plantroom/model/topics/topics.ts";
import type { Logger } from "pino";
import type { Namespace, Server, Socket } from "socket.io";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Estate } from "../sites/estate.ts";
import type { Devices } from "./devices.ts";
import { isSecret } from "./secret.ts";

/** How long a gateway may take to say whether a command went out. */
const answerWithin = 2_000;
const versionFact = "snapshotVersion";

type ChannelSocket = Socket<GatewayToServer, ServerToGateway>;

export interface ConnectedGateway {
  readonly reportedAt: Instant | undefined;
  readonly report: GatewayReport | undefined;
}

export interface ChannelOptions {
  readonly io: Server;
  readonly secret: string;
  readonly database: Database;
  readonly estate: Estate;
  readonly devices: Devices;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The server's end of the internal channel: snapshots and commands down, reports up. */
export class GatewayChannel {
  readonly #namespace: Namespace<GatewayToServer, ServerToGateway>;
  readonly #options: ChannelOptions;
  readonly #gateways = new Map<string, ConnectedGateway>();
  readonly #ends: (() => void)[] = [];
  #snapshot: GatewaySnapshot | undefined;
  /** Snapshots are made one after the other; what changes meanwhile is in the next. */
  #making: Promise<void> = Promise.resolve();
  #wanted = false;

  private constructor(options: ChannelOptions) {
    this.#options = options;
    this.#namespace = options.io.of(channelNamespace);
  }

  static async open(options: ChannelOptions): Promise<GatewayChannel> {
    const channel = new GatewayChannel(options);
    await channel.#make();
    channel.#namespace.use((socket, next) => {
      const known = isSecret(socket.handshake.auth.secret, options.secret);
      next(known ? undefined : new ChannelDenied("secret"));
    });
    channel.#namespace.on("connection", (socket) => channel.#connected(socket));
    const changed = () => channel.#changed();
    channel.#ends.push(options.estate.onChange(changed), options.devices.onChange(changed));
    return channel;
  }

  /** Every gateway that is connected now. */
  gateways(): readonly ConnectedGateway[] {
    return [...this.#gateways.values()];
  }

  /** Of the newest snapshot. */
  get version(): number {
    return this.#snapshot?.version ?? 0;
  }

  get connected(): boolean {
    return this.#gateways.size > 0;
  }

  /** Whether a device that is connected at some gateway was there to take it. */
  async send(site: string, equipment: string, command: CommandPayload): Promise<boolean> {
    if (!this.connected) return false;
    const answers = [...this.#namespace.sockets.values()].map(
      (socket) =>
        socket
          .timeout(answerWithin)
          .emitWithAck("command", site, equipment, command)
          .catch(() => false), // a gateway that does not answer has delivered nothing, as far as anybody knows
    );
    return (await Promise.all(answers)).some((delivered) => delivered === true);
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    this.#namespace.disconnectSockets(true);
    await this.#making;
  }

  #connected(socket: ChannelSocket): void {
    const { logger, clock } = this.#options;
    this.#gateways.set(socket.id, { reportedAt: undefined, report: undefined });
    logger.info({ gateway: socket.id }, "gateway connected");
    if (this.#snapshot) socket.emit("snapshot", this.#snapshot);
    socket.on("report", (report) => this.#gateways.set(socket.id, { reportedAt: clock.now(), report }));
    socket.on("disconnect", (reason) => {
      this.#gateways.delete(socket.id);
      logger.warn({ gateway: socket.id, reason }, "gateway disconnected");
    });
  }

  #changed(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#making = this.#making
      .then(() => {
        this.#wanted = false;
        return this.#make();
      })
      .then(() => {
        if (this.#snapshot) this.#namespace.emit("snapshot", this.#snapshot);
      })
      .catch((problem: unknown) =>
        this.#options.logger.error({ err: problem }, "the gateways' snapshot could not be made"),
      );
  }

  /** The version is written before anybody sees it, so that it never goes back. */
  async #make(): Promise<void> {
    const { database, estate, devices } = this.#options;
    const version = await database.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom("facts")
        .select("value")
        .where("name", "=", versionFact)
        .executeTakeFirst();
      const next = Number(row?.value ?? 0) + 1;
      const value = String(next);
      await transaction
        .insertInto("facts")
        .values({ name: versionFact, value })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
        .execute();
      return next;
    });
    const accounts = await devices.accounts();
    const sites = estate.sites();
    this.#snapshot = {
      version,
      sites,
      equipment: sites.flatMap(({ id }) =>
        estate
          .equipmentOf(id)
          .map(({ site, id, type, gateway }) => ({ site, id, type, ...(gateway !== undefined && { gateway }) })),
      ),
      deviceTypes: estate.deviceTypes(),
      accounts,
    };
  }
}

class ChannelDenied extends Error {}
