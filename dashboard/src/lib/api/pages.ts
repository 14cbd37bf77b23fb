import type { QueryInputOf, ResponseOf, RouteKey } from "@plantroom/model/api/routes.ts";
import { call } from "./client.ts";

type Listed = { readonly items: readonly unknown[]; readonly next: string | null };
type ListRoute = {
  [K in RouteKey]: ResponseOf<K> extends Listed ? (undefined extends QueryInputOf<K> ? never : K) : never;
}[RouteKey];
type ItemOf<K extends ListRoute> = ResponseOf<K> extends { readonly items: readonly (infer T)[] } ? T : never;

/** Every page of a list, at most `most` items. */
export async function callAll<K extends ListRoute>(
  route: K,
  query: QueryInputOf<K>,
  most = 5_000,
): Promise<ItemOf<K>[]> {
  const items: ItemOf<K>[] = [];
  let cursor: string | undefined;
  do {
    const input = { query: { ...(query as object), limit: 500, ...(cursor && { cursor }) } };
    const page = (await (call as (route: K, input: object) => Promise<unknown>)(route, input)) as Listed;
    items.push(...(page.items as ItemOf<K>[]));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return items;
}
