import { env } from "@/lib/server/env";

/**
 * Where people find the application, without a slash at the end: PUBLIC_URL, else derived from HOST and PORT.
 * Links in mails and messages to be signed are made from this, never from what a request says of its host.
 */
export function publicAddress(): string {
  const { PUBLIC_URL, HOST, PORT } = env();
  if (PUBLIC_URL !== undefined) return new URL(PUBLIC_URL).origin;
  const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${PORT}`;
}

/** Whether browsers reach the application by https, so that cookies can be marked Secure and bound to the host. */
export function isSecureAddress(): boolean {
  return publicAddress().startsWith("https:");
}

/** Whether only this machine itself reaches the application: it listens on a loopback address. */
export function isLoopbackOnly(): boolean {
  const { HOST } = env();
  return HOST === "localhost" || HOST === "::1" || /^127(\.\d{1,3}){3}$/.test(HOST);
}
