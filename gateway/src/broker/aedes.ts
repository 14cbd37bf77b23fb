import { Aedes, type AedesOptions, type PublishPacket } from "aedes";

/**
 * aedes without the fan-out of what devices publish: that goes to the journal inside `authorizePublish`, nobody may subscribe
 * to it, and so nothing of it has to be matched, queued or retained. Only commands are delivered.
 */
export class DeviceAedes extends Aedes {
  /** aedes calls this with `(packet, client, done)` for a device, and with `(packet, done)` for itself. */
  override publish(packet: PublishPacket, ...rest: unknown[]): void {
    const [client, done] = rest;
    if (typeof client === "object" && client !== null) {
      if (typeof done === "function") done();
      return;
    }
    const callback = rest.findLast((one): one is () => void => typeof one === "function");
    super.publish(packet, callback ?? (() => undefined));
  }
}

/**
 * mqemitter releases a backlog of messages that have no subscriber any more by recursion, and a long one overflows the stack.
 * A subscriber to everything that answers later keeps it from recursing.
 */
export function preventRecursiveRelease(broker: Aedes): void {
  broker.subscribe(
    "#",
    (_, done) => setImmediate(done),
    () => undefined,
  );
}

/** Settings of aedes; the handlers are the caller's. */
export const aedesDefaults: AedesOptions = {
  /** Commands under way at once; more of them wait their turn. */
  concurrency: 1_000,
  /** QoS 2 messages of one client that wait for their PUBREL. */
  maxInflightInbound: 100,
  /** MQTT 3.1 says 23; our own limit is checked before the account is put in front. */
  maxClientsIdLength: 1_000,
  maxTopicLevels: 8,
};
