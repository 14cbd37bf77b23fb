import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SmtpSecurity } from "@plantroom/model/notifications/channel.ts";
import type { Wording } from "@plantroom/model/notifications/message.ts";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sendMail } from "./mail.ts";
import { OutgoingRequests } from "./outgoing.ts";

const hasOpenssl = (() => {
  try {
    execFileSync("openssl", ["version"]);
    return true;
  } catch (problem) {
    if (process.env.CI) throw problem;
    console.log("skipped: there is no openssl here: the tests that need certificates are left out");
    return false;
  }
})();

const wording: Wording = {
  title: "P1 泵浦 <script>: Rule",
  lines: ['Raised at 12:00 at "Harbour" & Co'],
  link: { label: "Open", url: "https://plantroom.example/alarms?alarm=a&x=1" },
  priority: "critical",
};

describe.skipIf(!hasOpenssl)("a real mail server", () => {
  let folder: string;
  let ca: string;
  let server: SMTPServer | undefined;
  const mails: { readonly to: string[]; readonly text: string; readonly secure: boolean; readonly user: unknown }[] =
    [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "plantroom-mail-"));
    const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "certificate.pem"), "-days", "2"];
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=mail"];
    const names = ["-addext", "subjectAltName=DNS:mail.example"];
    execFileSync("openssl", ["req", "-x509", ...key, ...files, ...names], { stdio: "pipe" });
    ca = readFileSync(join(folder, "certificate.pem"), "utf8");
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(async () => {
    mails.length = 0;
    await new Promise<void>((closed) => (server ? server.close(closed) : closed()));
    server = undefined;
  });

  /** On a free port of loopback; keeps what it takes. */
  async function listen(options: SMTPServerOptions): Promise<number> {
    const made = new SMTPServer({
      key: readFileSync(join(folder, "key.pem")),
      cert: ca,
      logger: false,
      authOptional: true,
      onAuth: ({ username, password }, _, done) =>
        password === "word"
          ? done(null, { user: username })
          : done(Object.assign(new Denied("no"), { responseCode: 535 })),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          const text = Buffer.concat(chunks).toString();
          mails.push({ to, text, secure: session.secure, user: session.user });
          done();
        });
      },
      ...options,
    });
    made.on("error", () => undefined);
    server = made;
    await new Promise<void>((listening) => made.listen(0, "127.0.0.1", () => listening()));
    return (made.server.address() as AddressInfo).port;
  }

  const outgoing = (allowed = ["127.0.0.1"]) =>
    new OutgoingRequests({ allowed: async () => allowed, resolve: async () => [{ address: "127.0.0.1", family: 4 }] });
  const send = (port: number, security: SmtpSecurity, rest: { password?: string; ca?: string; host?: string } = {}) =>
    sendMail(
      outgoing(),
      {
        ...{ host: "mail.example", port, security, username: "robot", password: "word", from: "plant@example.com", ca },
        ...rest,
      },
      "olga@example.com",
      "the-key",
      wording,
    );

  test.each([
    ["STARTTLS", "starttls", {}],
    ["TLS from the first byte", "tls", { secure: true }],
  ] as const)("takes a mail by %s, as text and as escaped HTML", async (_, security, options) => {
    expect(await send(await listen(options), security)).toEqual({ ok: true });
    expect(mails).toMatchObject([{ to: ["olga@example.com"], secure: true, user: "robot" }]);
    const text = mails[0]?.text ?? "";
    expect(text).toContain("Message-ID: <the-key@example.com>");
    expect(text).toContain("Auto-Submitted: auto-generated");
    const html = decoded(text, "text/html");
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toContain("<script>");
    expect(html).toContain("&quot;Harbour&quot; &amp; Co");
    expect(decoded(text, "text/plain")).toContain("P1 泵浦 <script>: Rule");
  });

  test("without encryption only where it was asked for", async () => {
    const port = await listen({ disabledCommands: ["STARTTLS"] });
    expect(await send(port, "starttls")).toMatchObject({ ok: false });
    expect(mails).toEqual([]);
    const plain = {
      host: "mail.example",
      port,
      security: "none",
      username: "",
      password: "",
      from: "p@example.com",
    } as const;
    expect(await sendMail(outgoing(), plain, "olga@example.com", "k", wording)).toEqual({ ok: true });
    expect(mails).toMatchObject([{ secure: false }]);
  });

  test("a certificate of another name is refused", async () => {
    expect(await send(await listen({}), "starttls", { host: "other.example" })).toMatchObject({
      ok: false,
      retry: true,
    });
    expect(mails).toEqual([]);
  });

  test("a certificate of an unknown authority is refused", async () => {
    const port = await listen({});
    const stranger = {
      host: "mail.example",
      port,
      security: "starttls",
      username: "",
      password: "",
      from: "p@e.com",
    } as const;
    expect(await sendMail(outgoing(), stranger, "o@example.com", "k", wording)).toMatchObject({
      ok: false,
      retry: true,
    });
  });

  test("a wrong password is tried again, a refused address is not", async () => {
    const port = await listen({
      onRcptTo: (_, __, done) => done(Object.assign(new Denied("unknown"), { responseCode: 550 })),
    });
    expect(await send(port, "starttls", { password: "wrong" })).toEqual({
      ...{ ok: false, retry: true, problem: "the mail server answered 535" },
    });
    expect(await send(port, "starttls")).toEqual({
      ...{ ok: false, retry: false, problem: "the mail server answered 550" },
    });
  });

  test("a private address that is not allowed is not connected to", async () => {
    const port = await listen({});
    const server_ = {
      host: "mail.example",
      port,
      security: "none",
      username: "",
      password: "",
      from: "p@e.com",
    } as const;
    expect(await sendMail(outgoing([]), server_, "o@example.com", "k", wording)).toEqual({
      ...{ ok: false, retry: false, problem: "127.0.0.1 is a private or local address" },
    });
  });
});

class Denied extends Error {}

/** A part of a mail, whatever its transfer encoding. */
function decoded(mail: string, type: string): string {
  const part = mail.split(/\r?\n--/).find((one) => one.includes(`Content-Type: ${type}`)) ?? "";
  const [head = "", ...body] = part.split(/\r?\n\r?\n/);
  const text = body.join("\n\n");
  if (head.includes("base64")) return Buffer.from(text, "base64").toString();
  if (!head.includes("quoted-printable")) return text;
  const octets = text
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, "latin1").toString();
}
