import type { Role } from "@plantroom/model/people/roles.ts";
import { goto } from "$app/navigation";
import { page } from "$app/state";

/** Writes parameters of the address without leaving the page; undefined and "" take one away. */
export async function setParams(
  changes: Readonly<Record<string, string | undefined>>,
  options: { readonly push?: boolean } = {},
): Promise<void> {
  const url = new URL(page.url.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  await goto(url, { replace: !options.push, reset: false });
}

/** Only paths of this app: nobody is led elsewhere by a prepared sign-in link. */
export function ownPath(next: string | null, otherwise = "/"): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : otherwise;
}

/** Where a person's work is: the first page after signing in. */
export function homeOf(roles: readonly Role[]): string {
  const watches = roles.some((role) => role === "operator" || role === "supervisor" || role === "administrator");
  if (watches) return "/";
  if (roles.includes("technician")) return "/work-orders";
  return roles.includes("energy-manager") ? "/energy" : "/";
}
