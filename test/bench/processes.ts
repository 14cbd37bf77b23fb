import { readFile } from "node:fs/promises";

/** CPU seconds and resident megabytes of a process so far, from /proc; NaN where there is no /proc. */
export async function usageOf(pid: number | undefined): Promise<{ cpuSeconds: number; megabytes: number }> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile(`/proc/${pid}/status`, "utf8"),
    ]);
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { cpuSeconds: ticks / 100, megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024 };
  } catch {
    return { cpuSeconds: Number.NaN, megabytes: Number.NaN }; // no /proc on this system
  }
}
