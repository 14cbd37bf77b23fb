import {
  channelNamespace,
  type GatewayReport,
  type GatewaySnapshot,
  type GatewayToServer,
  type ServerToGateway,
} from "@plantroom/model/channel/channel.ts";
import { second } from "@plantroom/model/time.ts";
import type { CommandPayload } from "@plantroom/model/topics/topics.ts";
import { io, type Socket } from "socket.io-client";
import type { Log } from "../log.ts";
import { isSnapshot } from "./snapshot-file.ts";

const reportMs = second;
const retryMs = 2 * second;

export interface ChannelOptions {
  /** The server's HTTP address. */
  readonly url: string;
  readonly secret: () => string;
  readonly report: () => GatewayReport;
  readonly onSnapshot: (snapshot: GatewaySnapshot) => void;
  /** Whether a connected device is subscribed to it. */
  readonly onCommand: (site: string, equipment: string, command: CommandPayload) => boolean | Promise<boolean>;
  readonly log: Log;
}

/** The gateway's end of the internal channel; it keeps trying for as long as it is open. */
export class Channel {
  readonly #socket: Socket<ServerToGateway, GatewayToServer>;
  readonly #reporting: NodeJS.Timeout;
  #retry: NodeJS.Timeout | undefined;
  #problem: string | undefined;

  constructor({ url, secret, report, onSnapshot, onCommand, log }: ChannelOptions) {
    this.#socket = io(new URL(channelNamespace, url).href, {
      transports: ["websocket"],
      auth: (send) => send({ secret: secret() }),
      reconnectionDelay: 200,
      reconnectionDelayMax: retryMs,
    });
    this.#socket.on("connect", () => {
      this.#problem = undefined;
      log.info({ url }, "connected to the server");
    });
    this.#socket.on("disconnect", (reason) => {
      if (reason === "io client disconnect") return; // we closed it
      log.warn({ url, reason }, "the server is gone; devices are served on");
      if (!this.#socket.active) this.#connectLater();
    });
    this.#socket.on("connect_error", ({ message }) => {
      if (message !== this.#problem) log.info({ url, problem: message }, "the server cannot be reached yet");
      this.#problem = message;
      if (!this.#socket.active) this.#connectLater();
    });
    this.#socket.on("snapshot", (snapshot) => {
      if (isSnapshot(snapshot)) onSnapshot(snapshot);
      else log.error({}, "the server sent a snapshot that has not the shape of one");
    });
    this.#socket.on("command", (site, equipment, command, answer) => {
      Promise.resolve(onCommand(site, equipment, command)).then(answer, (cause: Error) => {
        log.error({ site, equipment, problem: cause.message }, "a command could not be sent");
        answer(false);
      });
    });
    this.#reporting = setInterval(() => this.#socket.volatile.emit("report", report()), reportMs);
  }

  close(): void {
    clearInterval(this.#reporting);
    clearTimeout(this.#retry);
    this.#socket.close();
  }

  /** After a refusal by the server the library does not try again by itself. */
  #connectLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#socket.connect(), retryMs);
  }
}
