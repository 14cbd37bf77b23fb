import { BlockList, isIP, isIPv4 } from "node:net";

/** IPv4 networks that are no place in the public internet (RFC 6890 and its successors). */
const special4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
];
/** The only part of IPv6 that is given out, and what within it is not a place of its own. */
const global6 = "2000::/3";
const special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const notPublic4 = blockList(special4);
const public6 = blockList([global6]);
const notPublic6 = blockList(special6);

/** Whether a text is a network in CIDR, or a single address. */
export function isNetwork(text: string): boolean {
  return parsed(text) !== undefined;
}

/** Whether messages may go to an address: it is a public one, or in a network that an administrator allowed. */
export function mayReach(address: string, allowed: readonly string[]): boolean {
  const plain = unmapped(address);
  if (plain === undefined) return false;
  const family = isIPv4(plain) ? "ipv4" : "ipv6";
  if (blockList(allowed).check(plain, family)) return true;
  if (family === "ipv4") return !notPublic4.check(plain, family);
  return public6.check(plain, family) && !notPublic6.check(plain, family);
}

/** The IPv4 address within an IPv6 one (`::ffff:127.0.0.1`, NAT64), else the address itself without its zone. */
function unmapped(address: string): string | undefined {
  const plain = address.split("%", 1)[0] ?? "";
  if (isIP(plain) === 0) return undefined;
  if (isIPv4(plain)) return plain;
  const written = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const inner = /^(?:::ffff|64:ff9b:):([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(written);
  if (!inner) return plain;
  const [high, low] = [Number.parseInt(inner[1] ?? "0", 16), Number.parseInt(inner[2] ?? "0", 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks.map(parsed)) {
    if (network) list.addSubnet(network.address, network.bits, network.family);
  }
  return list;
}

function parsed(network: string) {
  const [address = "", bits] = network.split("/");
  const version = isIP(address);
  if (version === 0) return undefined;
  const most = version === 4 ? 32 : 128;
  const count = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (count < 0 || count > most) return undefined;
  return { address, bits: count, family: version === 4 ? ("ipv4" as const) : ("ipv6" as const) };
}
