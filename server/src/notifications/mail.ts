import { isIP } from "node:net";
import type { SmtpSecurity } from "@plantroom/model/notifications/channel.ts";
import { mailOf } from "@plantroom/model/notifications/formats/mail.ts";
import type { Wording } from "@plantroom/model/notifications/message.ts";
import { second } from "@plantroom/model/time.ts";
import { createTransport } from "nodemailer";
import type { OutgoingRequests } from "./outgoing.ts";
import { delivered, failed, type Sent, wordsOf } from "./sent.ts";

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: SmtpSecurity;
  readonly username: string;
  readonly password: string;
  readonly from: string;
  /** Certificate authorities instead of the machine's. */
  readonly ca?: string | undefined;
}

/** Sends one mail; `key` becomes its message id, so that a mailbox shows a mail that came twice once. */
export async function sendMail(
  outgoing: OutgoingRequests,
  server: MailServer,
  to: string,
  key: string,
  wording: Wording,
): Promise<Sent> {
  const reachable = await outgoing.reach(server.host);
  const address = reachable.ok ? reachable.addresses[0]?.address : undefined;
  if (!reachable.ok || address === undefined) {
    return failed(reachable.ok ? "no address" : reachable.problem, reachable.ok || !reachable.refused);
  }
  const { security, username, password, from, ca } = server;
  const transport = createTransport({
    // Pinned to the address that was checked; the certificate has to be of the name.
    host: address,
    port: server.port,
    name: "plantroom",
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(username !== "" && { auth: { user: username, pass: password } }),
    tls: { ...(isIP(server.host) === 0 && { servername: server.host }), ...(ca !== undefined && { ca }) },
    connectionTimeout: 5 * second,
    greetingTimeout: 5 * second,
    dnsTimeout: 5 * second,
    socketTimeout: 10 * second,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const domain = from.split("@")[1] ?? "plantroom";
    await transport.sendMail({
      from,
      to,
      ...mailOf(wording),
      messageId: `<${key}@${domain}>`,
      headers: { "Idempotency-Key": key, "Auto-Submitted": "auto-generated" },
    });
    return delivered;
  } catch (problem) {
    const code =
      typeof problem === "object" && problem !== null && "responseCode" in problem ? problem.responseCode : 0;
    const words = typeof code === "number" && code > 0 ? `the mail server answered ${code}` : wordsOf(problem);
    // 5xx is for good (RFC 5321, 4.2.1); whatever is wrong with the connection or the login may be mended.
    return failed(words, !(typeof code === "number" && code >= 500 && code !== 535));
  } finally {
    transport.close();
  }
}
