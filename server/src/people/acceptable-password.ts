import { invalid } from "../http/invalid.ts";

/** NIST SP 800-63B: at least 8 characters, no rules of composition. */
const shortestPassword = 8;

/** A new password, when it may be one; `request-invalid` otherwise. */
export function acceptable(password: string): string {
  if ([...password].length < shortestPassword) {
    throw invalid("body.password", `a password has at least ${shortestPassword} characters`);
  }
  return password;
}
