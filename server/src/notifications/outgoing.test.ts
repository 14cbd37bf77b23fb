import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isNetwork, mayReach } from "./addresses.ts";
import { Sink } from "./fixture.ts";
import { OutgoingRequests, type Resolve } from "./outgoing.ts";

describe("addresses", () => {
  test.each([
    ...[
      "127.0.0.1",
      "127.1.2.3",
      "10.0.0.1",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
      "169.254.169.254",
      "0.0.0.0",
    ],
    ...["100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255"],
    ...["::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2002:7f00:1::"],
    ...[
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "::ffff:a9fe:a9fe",
      "64:ff9b::7f00:1",
      "::127.0.0.1",
      "not-an-address",
      "",
    ],
  ])("%s is refused", (address) => expect(mayReach(address, [])).toBe(false));

  test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])("%s is public", (address) =>
    expect(mayReach(address, [])).toBe(true),
  );

  test.each([
    ["10.1.2.3", ["10.1.0.0/16"], true],
    ["10.2.2.3", ["10.1.0.0/16"], false],
    ["::ffff:10.1.2.3", ["10.1.0.0/16"], true],
    ["127.0.0.1", ["127.0.0.1"], true],
    ["127.0.0.2", ["127.0.0.1"], false],
    ["fd00::5", ["fd00::/8"], true],
  ])("%s with %j allowed: %s", (address, allowed, expected) => expect(mayReach(address, allowed)).toBe(expected));

  test.each([
    ...[
      ["10.0.0.0/8", true],
      ["::1/128", true],
      ["10.0.0.1", true],
      ["10.0.0.0/33", false],
      ["10.0.0.0/", false],
    ],
    ...[
      ["example.com", false],
      ["10.0.0.0/8x", false],
      ["", false],
    ],
  ] as const)("%j is a network: %s", (text, expected) => expect(isNetwork(text)).toBe(expected));
});

describe("requests", () => {
  let sink: Sink;
  beforeEach(async () => {
    sink = await Sink.listen();
  });
  afterEach(() => sink.close());

  const requests = (allowed: readonly string[], resolve?: Resolve) =>
    new OutgoingRequests({ allowed: async () => allowed, timeout: 300, ...(resolve && { resolve }) });
  const post = (url: string, requests_: OutgoingRequests) => requests_.post({ url, headers: {}, body: "{}" });
  const port = () => new URL(sink.url).port;

  test.each([
    ["dotted", () => sink.url],
    ["decimal", () => `http://2130706433:${port()}`],
    ["hexadecimal", () => `http://0x7f.1:${port()}`],
    ["octal", () => `http://0177.0.0.1:${port()}`],
    ["short", () => `http://127.1:${port()}`],
    ["by name", () => `http://localhost:${port()}`],
    ["mapped", () => `http://[::ffff:127.0.0.1]:${port()}`],
    ["full-width digits", () => `http://１２７.0.0.1:${port()}`],
  ])("loopback %s is refused before anything is sent", async (_, url) => {
    expect((await post(url(), requests([]))).kind).toBe("refused");
    expect(sink.heard).toHaveLength(0);
  });

  test.each(["file:///etc/passwd", "ftp://example.com/", "gopher://127.0.0.1/", "http://user:word@example.com/", "x"])(
    "%s is no address",
    async (url) => expect((await post(url, requests(["0.0.0.0/0"]))).kind).toBe("refused"),
  );

  test("an allowed network is reached", async () => {
    expect(await post(sink.url, requests(["127.0.0.0/8"]))).toMatchObject({ kind: "answered", status: 200 });
  });

  test("a name with one private address among public ones is refused", async () => {
    const resolve: Resolve = async () => [
      { address: "93.184.215.14", family: 4 },
      { address: "10.0.0.5", family: 4 },
    ];
    expect(await post("http://two-faced.example/", requests([], resolve))).toEqual({
      kind: "refused",
      problem: "10.0.0.5 is a private or local address",
    });
  });

  test("the connection goes to the address that was checked, whatever the name says afterwards", async () => {
    let asked = 0;
    const resolve: Resolve = async () => {
      asked++;
      return [{ address: asked === 1 ? "127.0.0.1" : "10.0.0.5", family: 4 }];
    };
    const answer = await post(`http://rebinding.example:${port()}/`, requests(["127.0.0.1"], resolve));
    expect(answer).toMatchObject({ kind: "answered", status: 200 });
    expect(asked).toBe(1);
    expect(sink.heard[0]?.headers.host).toBe(`rebinding.example:${port()}`);
  });

  test("a redirect is an answer and is not followed", async () => {
    sink.answer = { status: 302, body: "", headers: { location: `${sink.url}/elsewhere` } };
    expect(await post(sink.url, requests(["127.0.0.1"]))).toMatchObject({ kind: "answered", status: 302 });
    expect(sink.heard).toHaveLength(1);
  });

  test("an answer that is too long is cut off", async () => {
    sink.answer = { status: 200, body: "x".repeat(70_000) };
    expect(await post(sink.url, requests(["127.0.0.1"]))).toEqual({
      kind: "failed",
      problem: "the answer is too long",
    });
  });

  test("a receiver that hangs up, and a name server that never answers, are failures", async () => {
    sink.answer = undefined;
    expect((await post(sink.url, requests(["127.0.0.1"]))).kind).toBe("failed");
    const never: Resolve = () => new Promise(() => undefined);
    expect(await post("http://slow.example/", requests([], never))).toMatchObject({
      problem: "the name server is slow",
    });
  });
});
