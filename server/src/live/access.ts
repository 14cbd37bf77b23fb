import type { IncomingHttpHeaders } from "node:http";
import type { DashboardToServer, ServerToDashboard } from "@plantroom/model/live/events.ts";
import { Server, type Socket } from "socket.io";
import { isSameOrigin } from "../http/same-origin.ts";
import type { SignedIn } from "../people/sessions.ts";
import { sharingParser } from "./encoding.ts";

/** Who may follow the live feed; the sessions of HTTP serve. */
export interface LiveAccess {
  /** Who a `Cookie` header belongs to; counts as a sign of life of the session. */
  authenticate(cookieHeader: string | undefined): SignedIn | undefined;
  /** Called with a session's id the moment it ends; answers the function that ends the listening. */
  onEnded(listener: (session: string) => void): () => void;
}

export type DashboardSocket = Socket<DashboardToServer, ServerToDashboard>;

/** The longest message that a dashboard or a gateway may send, in bytes. */
const maxMessageBytes = 64 * 1024;

/** The socket server of the HTTP port, for dashboards (the default namespace) and gateways; not attached yet. */
export function socketServer(): Server {
  return new Server({
    parser: sharingParser,
    serveClient: false,
    maxHttpBufferSize: maxMessageBytes,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    // A page of another site could open a socket with the visitor's cookie; browsers name their page in `Origin`.
    allowRequest: ({ headers }: { headers: IncomingHttpHeaders }, answer) =>
      answer(isSameOrigin(headers) ? null : "origin-denied", isSameOrigin(headers)),
  });
}

/** What a client is told when it is not let in; its message is a code of the error catalogue. */
export class LiveDenied extends Error {}
