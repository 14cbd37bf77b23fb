import { createServer, type Server } from "node:net";
import { Aedes } from "aedes";

/** A broker of the same library that acknowledges at once and keeps nothing: the limit of MQTT in this language. Prints its port. */
const broker = await Aedes.createBroker();
const server: Server = createServer((socket) => broker.handle(socket));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(typeof address === "object" ? address?.port : address);
});
