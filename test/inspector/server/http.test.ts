import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { serve } from '../../../inspector/server/http.js';
import type { Serving } from '../../../inspector/server/http.js';
import { knows, newToken } from '../../../inspector/server/security.js';
import { ask, knock } from './client.js';
import { page, sessionOf } from './support.js';

let serving: Serving;

beforeAll(async () => {
  serving = await serve({
    session: sessionOf({}),
    page,
    inlet: () => undefined,
    outlet: () => undefined,
    limits: { sockets: 3 },
  });
});

afterAll(() => serving.stop());

const withToken = (path: string): string => `${path}?token=${serving.token}`;
const own = (): string => `127.0.0.1:${serving.port}`;

test('a token has at least 128 bits, is never the same, and is known by itself alone', () => {
  const token = newToken();
  expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16);
  expect(newToken()).not.toBe(token);
  expect([token, `${token}x`, token.slice(1), '', null].map((given) => knows(token, given))).toEqual([
    ...[true, false, false, false, false],
  ]);
});

test('the page comes with its files, each with the token, and with headers that let nothing else in', async () => {
  const { status, headers, text } = await ask(serving.port, withToken('/'));
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  const links = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
  expect(links).toEqual([withToken('/main.css'), withToken('/main.js')]);
  const files = await Promise.all(links.map((link) => ask(serving.port, link)));
  expect(files.map((file) => [file.status, file.text])).toEqual([
    [200, page.style],
    [200, page.script],
  ]);
});

describe('who may ask', () => {
  const evil = 'http://evil.example';
  test.each([
    ['the own address', '/', true, {}, 200],
    ['another name of this machine', '/', true, { Host: 'localhost:PORT' }, 200],
    ['no token', '/', false, {}, 403],
    ['a file without a token', '/main.js', false, {}, 403],
    ['a name that leads here (DNS rebinding)', '/', true, { Host: 'evil.example' }, 421],
    ['a name that leads here, with the port', '/', true, { Host: 'evil.example:PORT' }, 421],
    ['another port', '/', true, { Host: '127.0.0.1:1' }, 421],
    ['a host that only begins right', '/', true, { Host: '127.0.0.1:PORT.evil.example' }, 421],
    ['a page from elsewhere', '/', true, { Origin: evil }, 403],
    ['a page without an origin of its own', '/', true, { Origin: 'null' }, 403],
    ['another page of this machine', '/', true, { Origin: 'http://127.0.0.1:1' }, 403],
    ['the own page', '/', true, { Origin: 'http://127.0.0.1:PORT' }, 200],
    ['the own page over another protocol', '/', true, { Origin: 'https://127.0.0.1:PORT' }, 403],
  ])('%s', async (_, path, hasToken, given: Record<string, string>, status) => {
    const headers = Object.fromEntries(
      Object.entries({ Host: own(), ...given }).map(([name, value]) => [
        name,
        value.replace('PORT', String(serving.port)),
      ]),
    );
    const answer = await ask(serving.port, hasToken ? withToken(path) : path, { headers });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.text).not.toContain(status === 200 ? '\u0000' : serving.token);
  });

  test.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'])('%s is not answered', async (method) => {
    const { status, headers } = await ask(serving.port, withToken('/'), { method, headers: { Host: own() } });
    expect([status, headers.allow]).toEqual([405, 'GET']);
  });

  test.each([
    '/..',
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/....//etc/passwd',
    '/main.js/../http.ts',
    '/./main.js',
    '//main.js',
    '/main.js/',
    '/Main.js',
    '/index.html',
    '/__proto__',
    '/constructor',
    '/\\..\\x',
    'http://127.0.0.1/main.js',
    '*',
  ])('%s leads nowhere', async (path) => {
    expect((await ask(serving.port, withToken(path), { headers: { Host: own() } })).status).toBe(404);
  });
});

describe('who may open a socket', () => {
  test.each([
    ['/socket', 'token', '', 101],
    ['/socket', 'no token', '', 403],
    ['/socket', 'wrong', '', 403],
    ['/socket', 'token', 'http://evil.example', 403],
    ['/socket', 'token', 'http://localhost:1', 403],
    ['/socket', 'token', 'http://localhost:PORT', 101],
    ['/inlet', 'token', 'http://localhost:5173', 101],
    ['/inlet', 'token', 'https://127.0.0.1', 101],
    ['/inlet', 'token', 'http://[::1]:8080', 101],
    ['/inlet', 'token', 'http://evil.example', 403],
    ['/inlet', 'token', 'http://localhost.evil.example', 403],
    ['/inlet', 'token', 'null', 403],
    ['/inlet', 'no token', 'http://localhost:5173', 403],
    ['/outlet', 'token', 'http://localhost:5173', 101],
    ['/outlet', 'wrong', '', 403],
    ['/nothing', 'token', '', 404],
  ])('%s with %s from "%s": %d', async (path, secret, origin, status) => {
    const query = { token: `?token=${serving.token}`, wrong: `?token=${newToken()}` }[secret] ?? '';
    const given = origin === '' ? {} : { Origin: origin.replace('PORT', String(serving.port)) };
    expect(await knock(serving.port, `${path}${query}`, { Host: own(), ...given })).toBe(status);
  });

  test('one under another name may not', async () => {
    expect(await knock(serving.port, withToken('/socket'), { Host: 'evil.example' })).toBe(421);
  });
});

test('nobody but this machine is listened to', () => {
  expect(serving.url).toBe(`http://127.0.0.1:${serving.port}/?token=${serving.token}`);
});

test('a port that is taken is a report', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await expect(serve({ session: sessionOf({}), page, port })).rejects.toMatchObject({ code: 'CONDIS6005' });
  await new Promise((resolve) => other.close(resolve));
});
