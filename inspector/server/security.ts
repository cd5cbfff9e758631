import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a page of the inspector may load, and nothing from anywhere else. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The headers of every answer. */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** A secret of 192 bits that can stand in an address. */
export const newToken = (): string => randomBytes(24).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether somebody knows the token; how long that takes says nothing about it. */
export const knows = (token: string, given: string | null): boolean =>
  timingSafeEqual(digest(token), digest(given ?? ''));

/** The names under which this machine is called by itself. */
const ownNames = ['127.0.0.1', 'localhost'] as const;
const loopbackNames: readonly string[] = [...ownNames, '[::1]'];

/** Whether a request is meant for this server: another name that leads here is a trick (DNS rebinding). */
export const isOwnHost = ({ host }: IncomingHttpHeaders, port: number): boolean =>
  ownNames.some((name) => host === `${name}:${port}`);

/** Whether a page of this server asks, or something that is no page. */
export const isOwnOrigin = ({ origin }: IncomingHttpHeaders, port: number): boolean =>
  origin === undefined || ownNames.some((name) => origin === `http://${name}:${port}`);

/** Whether a page of this machine asks, whatever serves it, or something that is no page. */
export function isLoopbackOrigin({ origin }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return /^https?:$/.test(protocol) && loopbackNames.includes(hostname);
}
