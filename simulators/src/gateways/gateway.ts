import type { PointValue } from "@plantroom/model/points/point.ts";
import { type Random, wobble } from "../random.ts";

/** A field gateway's own health. */
export interface Gateway {
  /** dBm of its uplink, and percent of its processor: how far each is from its usual. */
  readonly signal: number;
  readonly load: number;
  /** Seconds since it was switched on. */
  readonly uptime: number;
}

export const initialGateway: Gateway = { signal: 0, load: 0, uptime: 0 };

export function stepGateway(gateway: Gateway, dt: number, random: Random): Gateway {
  return {
    signal: wobble(gateway.signal, dt, 120, 2.2, random),
    load: wobble(gateway.load, dt, 30, 3, random),
    uptime: gateway.uptime + dt,
  };
}

export function gatewayReadings(gateway: Gateway, devices: number): Record<string, PointValue> {
  return {
    signal_rssi: -61 + gateway.signal,
    uptime: Math.floor(gateway.uptime),
    cpu_load: Math.max(3, 12 + 0.25 * devices + gateway.load),
    devices_connected: devices,
  };
}
