import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  channelNamespace,
  type GatewayReport,
  type GatewayToServer,
  type ServerToGateway,
} from "@plantroom/model/channel/channel.ts";
import { Server, type Socket } from "socket.io";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { trialSnapshot } from "../trial/snapshot.ts";
import { startTrial, type Trial } from "../trial/trial.ts";
import { readSecret } from "./secret.ts";

type Connected = Socket<GatewayToServer, ServerToGateway>;

/** The server's end, as far as the gateway sees it. */
class TrialServer {
  readonly connections: Connected[] = [];
  readonly secrets: unknown[] = [];
  accepts: (secret: unknown) => boolean = () => true;
  readonly #http: HttpServer = createServer();
  readonly #io = new Server<GatewayToServer, ServerToGateway>(this.#http);

  async listen(port = 0): Promise<number> {
    const namespace = this.#io.of(channelNamespace);
    namespace.use((socket, next) => {
      this.secrets.push(socket.handshake.auth.secret);
      next(this.accepts(socket.handshake.auth.secret) ? undefined : new Error("denied"));
    });
    namespace.on("connection", (socket) => this.connections.push(socket));
    await new Promise<void>((resolve) => this.#http.listen(port, "127.0.0.1", resolve));
    return (this.#http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await this.#io.close();
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

let server: TrialServer;
let port: number;
let trial: Trial;
beforeEach(async () => {
  server = new TrialServer();
  port = await server.listen();
});
afterEach(async () => {
  await trial.stop();
  await server.close();
});

const startConnected = async () => {
  trial = await startTrial({ serverUrl: `http://127.0.0.1:${port}` }, []);
  await until(() => server.connections.length > 0);
};

describe("the gateway's end of the channel", () => {
  test("shows the secret of the data folder", async () => {
    await startConnected();
    expect(server.secrets).toEqual([readSecret(trial.dataDirectory)]);
    expect(server.secrets[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  test("applies what the server sends, and goes back when the server does", async () => {
    await startConnected();
    for (const version of [7, 3]) {
      server.connections[0]?.emit("snapshot", { ...trialSnapshot, version });
      await until(() => trial.gateway.report().snapshotVersion === version);
    }
  });

  test("does not take for a snapshot what is none", async () => {
    await startConnected();
    const [socket] = server.connections;
    for (const wrong of [null, {}, { ...trialSnapshot, accounts: undefined }]) socket?.emit("snapshot", wrong as never);
    socket?.emit("snapshot", trialSnapshot);
    await until(() => trial.gateway.report().snapshotVersion === 1);
  });

  test("answers a command that nobody hears, and one for which there is no equipment", async () => {
    await startConnected();
    const command = { id: "c", command: "start", args: {}, expires: "2099-01-01T00:00:00Z" };
    const delivered = await server.connections[0]?.emitWithAck("command", "harbour-court", "booster-p1", command);
    expect(delivered).toBe(false);
  });

  test("reports", async () => {
    await startConnected();
    const report = await new Promise<GatewayReport>((resolve) => server.connections[0]?.on("report", resolve));
    expect(report).toMatchObject({
      connections: 0,
      messages: 0,
      journalEnd: 0,
      journalWritable: true,
      snapshotVersion: 0,
    });
  });

  test("tries again after a refusal and after the server was away", { timeout: 15_000 }, async () => {
    server.accepts = () => server.secrets.length > 1;
    await startConnected();
    expect(server.secrets).toHaveLength(2);
    await server.close();
    server = new TrialServer();
    await server.listen(port);
    await until(() => server.connections.length > 0);
  });
});
