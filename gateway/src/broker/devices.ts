import type { Socket } from "node:net";
import type { Instant } from "@plantroom/model/time.ts";
import { type CommandPayload, formatTopic, maxPayloadBytes } from "@plantroom/model/topics/topics.ts";
import type { Aedes, AuthenticateError, Client, ConnectPacket, PublishPacket } from "aedes";
import type { Accounts } from "../accounts/accounts.ts";
import type { Intake, Message } from "../intake/intake.ts";
import { excerpt, refusal } from "../intake/refusal.ts";
import type { Log } from "../log.ts";
import { LogLimiter } from "../log-limiter.ts";
import type { Presence } from "../presence/presence.ts";
import { type Admission, admit, tooManyTokens, tooMuchWaits, tooOften } from "./admission.ts";
import { aedesDefaults, DeviceAedes, preventRecursiveRelease } from "./aedes.ts";
import type { OversizePublish } from "./byte-guard.ts";
import { ConnectThrottle } from "./connect-throttle.ts";
import type { Connection } from "./connection.ts";
import { Connections } from "./connections.ts";
import type { Limits } from "./limits.ts";

export interface DevicesOptions {
  readonly intake: Intake;
  readonly presence: Presence;
  /** Undefined until the first snapshot has come. */
  readonly accounts: () => Accounts | undefined;
  /** What has been taken and not committed, in characters of JSON. */
  readonly waiting: () => number;
  readonly clock: () => Instant;
  readonly limits: Limits;
  readonly log: Log;
}

/** What the listener needs to know of a connection that was let in. */
export type OnAdmitted = () => void;

/** The devices that are connected: who they are, what they may do, and the commands that go to them. */
export class Devices {
  readonly #options: DevicesOptions;
  readonly #aedes: Aedes;
  readonly #admissions = new WeakMap<Client, Admission>();
  readonly #onAdmitted = new WeakMap<Client, OnAdmitted>();
  readonly #connections = new Connections();
  readonly #limiter = new LogLimiter();
  readonly #throttle: ConnectThrottle;
  #leaving = false;

  private constructor(options: DevicesOptions) {
    this.#options = options;
    this.#throttle = new ConnectThrottle(options.limits.connects);
    this.#aedes = new DeviceAedes({
      ...aedesDefaults,
      connectTimeout: options.limits.connectTimeout,
      drainTimeout: options.limits.drainTimeout,
      preConnect: (client, packet, done) => this.#greet(client, packet, done),
      authenticate: (client, _username, _password, done) => this.#authenticate(client, done),
      authorizePublish: (client, packet, done) => this.#take(client, packet, done),
      authorizeSubscribe: (client, subscription, done) =>
        done(null, this.#connections.subscribe(client, subscription.topic) ? subscription : null),
      authorizeForward: (client, packet) => (this.#connections.mayReceive(client, packet.topic) ? packet : null),
    });
    this.#aedes.on("unsubscribe", (filters, client) => this.#connections.unsubscribe(client, filters));
    this.#aedes.on("keepaliveTimeout", (client) => this.#ends(client, "keep-alive"));
    this.#aedes.on("clientError", (client, error) => this.#note(client, error));
    this.#aedes.on("connectionError", (client, error) => this.#note(client, error));
  }

  static async open(options: DevicesOptions): Promise<Devices> {
    const devices = new Devices(options);
    await devices.#aedes.listen();
    preventRecursiveRelease(devices.#aedes);
    return devices;
  }

  get count(): number {
    return this.#connections.size;
  }

  /** Takes over a socket whose bytes are guarded. */
  accept(socket: Socket, onAdmitted: OnAdmitted): void {
    const client = this.#aedes.handle(socket);
    this.#onAdmitted.set(client, onAdmitted);
    socket.once("close", () => this.#closed(client));
  }

  /** The client said DISCONNECT. */
  goodbye(socket: Socket): void {
    this.#ends(clientOf(socket), "goodbye");
  }

  /** A PUBLISH that was too long to be let in: refused, recorded and acknowledged like any other. */
  oversize(socket: Socket, { topic, qos, packetId, retain, beginning, bytes }: OversizePublish): void {
    const connection = this.#connections.find(clientOf(socket));
    if (!connection || connection.condemned) return;
    const message = messageOf(connection, topic, beginning, retain, packetId, false);
    const why = refusal("payload-too-large", { bytes, limit: maxPayloadBytes });
    const outcome = this.#options.intake.refuse(message, why, () => {
      const acknowledgement = qos === 1 ? 0x40 : 0x50;
      if (packetId !== undefined && !socket.destroyed) {
        socket.write(Buffer.from([acknowledgement, 2, packetId >> 8, packetId & 0xff]));
      }
    });
    if (outcome === "kept") return;
    this.#condemn(connection, topic);
    socket.destroy();
  }

  /** Ends the connections whose account is gone, has another token or has lost rights. */
  reauthorise(accounts: Accounts): void {
    for (const connection of this.#connections.reauthorise(accounts)) {
      const { client, clientId, account } = connection;
      this.#options.log.info({ account: account.username, clientId }, "rights were revoked");
      connection.condemned = true;
      connection.ending = "revoked";
      client.close();
    }
  }

  /** Sends a command out when a connected device is subscribed to it; nothing is kept for one that is away. */
  command(site: string, equipment: string, command: CommandPayload): boolean {
    if (!this.#connections.hasListener(site, equipment)) return false;
    const topic = formatTopic({ site, equipment, channel: "commands" });
    const payload = Buffer.from(JSON.stringify(command));
    this.#aedes.publish({ cmd: "publish", topic, payload, qos: 1, retain: false, dup: false }, () => undefined);
    return true;
  }

  /** Ends all connections; none of the devices counts as lost by that. */
  async close(): Promise<void> {
    this.#leaving = true;
    await new Promise<void>((resolve) => this.#aedes.close(resolve));
  }

  #greet(client: Client, packet: ConnectPacket, done: (error: Error | null, success: boolean) => void): void {
    if (Number(packet.will?.qos) > 2) {
      done(new Error("a last will of QoS 3"), false); // [MQTT-3.1.2-14]
      return;
    }
    const { accounts, waiting, limits } = this.#options;
    // A connection leaves what it sent behind in memory when it ends; coming back again and again would fill it.
    const admission = waiting() > limits.maxWaiting ? tooMuchWaits : this.#admit(client, packet, accounts());
    this.#admissions.set(client, admission);
    if (admission.admitted) packet.clientId = admission.sessionId;
    // Nothing is kept for a device that is away: a command has its time, and readings wait at the device.
    packet.clean = true;
    // A last will is known here and takes effect when the socket closes; the broker needs not to know.
    delete packet.will;
    done(null, true);
  }

  #admit(client: Client, packet: ConnectPacket, accounts: Accounts | undefined): Admission {
    const now = this.#options.clock();
    const [address, username] = [addressOf(client), packet.username ?? ""];
    if (!this.#throttle.mayTry(address, username, now)) return tooManyTokens;
    const admission = admit(packet, accounts);
    if (!admission.admitted) {
      if (admission.wrongToken) this.#throttle.wrongToken(address, username, now);
      return admission;
    }
    return this.#throttle.mayReturn(admission.sessionId, now) ? admission : tooOften;
  }

  #authenticate(client: Client, done: (error: AuthenticateError | null, success: boolean | null) => void): void {
    const admission = this.#admissions.get(client);
    if (!admission?.admitted) {
      const { reason = "", returnCode = 5 } = admission ?? {};
      const address = addressOf(client);
      const held = this.#limiter.allow(address, this.#options.clock());
      if (held !== undefined) this.#options.log.info({ address, reason, held }, "a device was not let in");
      done(Object.assign(new Error(`refused: ${reason}`), { returnCode }) as AuthenticateError, false);
      return;
    }
    if ((client.conn as Socket).destroyed) {
      done(null, false); // gone before it was let in
      return;
    }
    const { account, clientId, will } = admission;
    this.#connections.add({
      client,
      clientId,
      address: addressOf(client),
      account,
      will,
      filters: new Set(),
      holds: new Set(),
      ending: undefined,
      condemned: false,
    });
    this.#onAdmitted.get(client)?.();
    done(null, true);
  }

  #take(client: Client | null, packet: PublishPacket, done: (error?: Error | null) => void): void {
    const connection = this.#connections.find(client);
    if (!connection || connection.condemned) {
      done(new Error("no longer listened to"));
      return;
    }
    const { topic, payload, retain, messageId, dup } = packet;
    const message = messageOf(connection, topic, payload as Buffer, retain, messageId, dup);
    if (this.#options.intake.take(message, done) === "kept") return;
    this.#condemn(connection, topic);
    done(new Error("a breach of rights"));
  }

  /** What else comes from it is not looked at. */
  #condemn(connection: Connection, topic: string): void {
    connection.condemned = true;
    const { clientId, address } = connection;
    const account = connection.account.username;
    const held = this.#limiter.allow(account, this.#options.clock());
    if (held === undefined) return;
    const fields = { account, clientId, address, topic: excerpt(topic, 100), held };
    this.#options.log.warn(fields, "a device published what it may not");
  }

  #ends(client: Client | undefined, reason: NonNullable<Connection["ending"]>): void {
    const connection = this.#connections.find(client);
    if (connection) connection.ending ??= reason;
  }

  #closed(client: Client): void {
    const connection = this.#connections.remove(client);
    if (!connection || this.#leaving) return;
    const { ending } = connection;
    const will = this.#options.intake.estate.find(connection.will) && connection.will;
    if (ending === "goodbye") this.#options.presence.ended(connection, "status", undefined);
    else this.#options.presence.ended(connection, ending ?? (will ? "will" : "keep-alive"), will);
  }

  #note(client: Client, { message }: Error): void {
    const { account, clientId } = this.#connections.find(client) ?? {};
    this.#options.log.debug(
      { account: account?.username, clientId, address: addressOf(client), problem: message },
      "a connection ended",
    );
  }
}

function messageOf(
  connection: Connection,
  topic: string,
  payload: Buffer,
  retain: boolean,
  packetId: number | undefined,
  resent: boolean,
): Message {
  return { account: connection.account, topic, payload, retain, packetId, resent, holder: connection };
}

function addressOf(client: Client): string {
  return (client.conn as Socket).remoteAddress ?? "";
}

function clientOf(socket: Socket): Client | undefined {
  return (socket as Socket & { client?: Client }).client;
}
