import { type Random, relax } from "../random.ts";
import type { Moment } from "../town/moment.ts";
import type { Lift } from "./lift.ts";
import { storey } from "./shaft.ts";
import { callsPerHour, newCall } from "./traffic.ts";

// Averages of the step by step service below a call: it is run for live times, this for days that nobody watches.
const tripsPerCall = 1.6;
const secondsPerTrip = 17;
const kilowattHoursPerTrip = 0.027;

/** A longer time in one step: counts and averages are those of the time, the car stands somewhere at its end. */
export function passTime(lift: Lift, dt: number, moment: Moment, landings: number, random: Random): Lift {
  const calls = random.poisson((callsPerHour(moment) * dt) / 3_600);
  const trips = calls === 0 ? 0 : Math.max(1, Math.round(calls * tripsPerCall));
  const busy = Math.min(1, (trips * secondsPerTrip) / dt);
  const power = 0.35 + (trips * kilowattHoursPerTrip * 3_600) / dt;
  const landing = calls === 0 ? undefined : newCall(moment, landings, random).to;
  const roomTarget = Math.min(33, Math.max(18, moment.outdoor + 3));
  return {
    ...lift,
    position: landing === undefined ? Math.round(lift.position / storey) * storey : landing * storey,
    speed: 0,
    door: 0,
    doorMotion: "still",
    dwell: 0,
    riders: [],
    calls: [],
    heading: random.next() < 0.5 ? 1 : -1,
    levelling: trips === 0 ? lift.levelling : Math.round(Math.min(7, Math.max(-7, 2.4 * random.gaussian()))),
    vibration: trips === 0 ? lift.vibration : 9 + 1.6 * Math.abs(random.gaussian()),
    closeTime: trips === 0 ? lift.closeTime : 2.8 + 0.12 * random.gaussian(),
    trips: lift.trips + trips,
    doorCycles: lift.doorCycles + trips,
    runHours: lift.runHours + (busy * dt) / 3_600,
    power,
    current: 14 * busy,
    roomTemp: relax(lift.roomTemp, roomTarget, dt, 3_600),
    driveTemp: relax(lift.driveTemp, lift.roomTemp + 5 + 1.1 * power + 4 * busy, dt, 600),
  };
}
