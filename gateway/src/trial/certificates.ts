import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Certificates that a test makes for itself with the program `openssl`. */
export const hasOpenssl = (() => {
  try {
    execFileSync("openssl", ["version"]);
    return true;
  } catch (cause) {
    if (process.env.CI) throw cause;
    console.log("skipped: there is no openssl here: the tests that need certificates are left out");
    return false;
  }
})();

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Signs itself, or is signed by another one made here. */
export function makeCertificate(folder: string, name: string, signer?: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}-key.pem`)];
  const subject = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const by = signer ? ["-CA", join(folder, `${signer}.pem`), "-CAkey", join(folder, `${signer}-key.pem`)] : [];
  const args = ["req", "-x509", ...newKey, "-keyout", key, "-out", certificate, "-days", "2", ...subject, ...by];
  execFileSync("openssl", args, { stdio: "pipe" });
  return { certificate, key };
}
