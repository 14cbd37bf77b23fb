/** Pressure of a pump at full speed that delivers nothing, MPa. */
const shutOff = 1.15;
/** MPa lost per (m³/h)²: at full speed a pump gives 28 m³/h at 0.8 MPa. */
const slope = (shutOff - 0.8) / (28 * 28);
const ratedFlow = 28;

/** m³/h that a pump at this share of full speed delivers against a rise of pressure (affinity laws). */
export function flowOf(speed: number, rise: number): number {
  return Math.sqrt(Math.max(0, speed * speed * shutOff - rise) / slope);
}

/** Share of full speed that pumps need which share a flow at this rise of pressure. */
export function speedFor(flow: number, pumps: number, rise: number): number {
  const each = flow / Math.max(1, pumps);
  return Math.sqrt((rise + slope * each * each) / shutOff);
}

/** Share of the rated power (affinity laws); a drive at its current limit gives no more. */
export function loadOf(speed: number, flow: number): number {
  return Math.min(1, speed ** 3 * (0.48 + (0.52 * flow) / ratedFlow));
}

/** MPa at which pumps of these speeds deliver what the taps draw, when taps draw `demand` at the set-point. */
export function pressureOf(speeds: readonly number[], suction: number, demand: number, setpoint: number): number {
  let low = 0;
  let high = shutOff + suction;
  for (let n = 0; n < 22; n++) {
    const middle = (low + high) / 2;
    let surplus = -demand * Math.sqrt(middle / setpoint);
    for (const speed of speeds) surplus += flowOf(speed, middle - suction);
    if (surplus > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
