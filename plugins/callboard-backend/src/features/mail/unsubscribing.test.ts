import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import createKnex from 'knex';
import request from 'supertest';
import { silentLogger } from '../../__testUtils__/changeFixture';
import { MailServer } from './MailServer';
import {
  createUnsubscribeRouter,
  Unsubscription,
  UnsubscribeTokens,
} from './unsubscribing';

const DAY_MS = 86_400_000;
const jane: Unsubscription = {
  user_ref: 'user:default/jane',
  type: 'work_item.assigned',
};

describe('unsubscribe link', () => {
  let now: number;
  let ended: Unsubscription[];
  let tokens: UnsubscribeTokens;

  const tokensWith = (secret: string) =>
    new UnsubscribeTokens({
      clock: { now: () => now },
      secret: async () => Buffer.from(secret),
    });

  beforeEach(() => {
    now = Date.parse('2026-11-22T10:00:00Z');
    ended = [];
    tokens = tokensWith('secret');
  });

  function portal(reading = tokens) {
    return request(
      express().use(
        createUnsubscribeRouter({
          tokens: reading,
          source: () => ({
            getTypeLabel: type => (type === jane.type ? 'Assigned <i>' : type),
            unsubscribe: async (user_ref, type) => {
              ended.push({ user_ref, type });
            },
          }),
          preferencesUrl: 'https://portal.example.com/preferences',
        }),
        // Returns errors like the portal.
        MiddlewareFactory.create({
          config: mockServices.rootConfig(),
          logger: silentLogger,
        }).error(),
      ),
    );
  }

  const getUnsubscribePath = (token: string) =>
    `/mail/unsubscribe?token=${encodeURIComponent(token)}`;

  it('shows a confirmation page without scripts that cannot be framed', async () => {
    const { text, headers } = await portal()
      .get(getUnsubscribePath(await tokens.create(jane)))
      .expect(200)
      .expect('Content-Type', /^text\/html/);
    expect(text).toContain('“Assigned &lt;i&gt;” emails?');
    expect(text).toMatch(/<form method="post">/);
    expect(text).not.toMatch(/<script|https?:/);
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(ended).toEqual([]);
  });

  it.each([
    ['an email client per RFC 8058', 'List-Unsubscribe=One-Click'],
    ['the button on the page', 'List-Unsubscribe=One-Click&more='],
    ['a client that sends an empty body', ''],
  ])(
    'unsubscribes on a request from %s, also when repeated',
    async (_name, body) => {
      const path = getUnsubscribePath(await tokens.create(jane));
      for (let time = 0; time < 2; time += 1) {
        const { text } = await portal()
          .post(path)
          .type('application/x-www-form-urlencoded')
          .send(body)
          .expect(200);
        expect(text).toContain('Unsubscribed from “');
      }
      expect(ended).toEqual([jane, jane]);
    },
  );

  it('unsubscribes from digests only', async () => {
    const token = await tokens.create({ ...jane, type: null });
    const { text } = await portal().post(getUnsubscribePath(token)).expect(200);
    expect(text).toContain('Unsubscribed from digests');
    expect(ended).toEqual([{ ...jane, type: null }]);
  });

  it('unsubscribes from a type named digest, not from digests', async () => {
    const token = await tokens.create({ ...jane, type: 'digest' });
    const { text } = await portal().post(getUnsubscribePath(token)).expect(200);
    expect(text).toContain('“digest” emails');
    expect(ended).toEqual([{ ...jane, type: 'digest' }]);
  });

  it('returns 503 without database details when the database is unavailable', async () => {
    const knex = createKnex({
      client: 'pg',
      connection: { host: '127.0.0.1', port: 1 },
    });
    const away = new UnsubscribeTokens({
      clock: { now: () => now },
      secret: () => new MailServer({ knex, clock: Date }).getSecret(),
    });
    const path = getUnsubscribePath(await tokens.create(jane));
    const { text } = await portal(away).post(path).expect(503);
    expect(text).not.toMatch(/127\.0\.0\.1|mail_server|insert/);
    await knex.destroy();
  });

  it('returns 404 after 90 days', async () => {
    const path = getUnsubscribePath(await tokens.create(jane));
    now += 90 * DAY_MS - 1;
    await portal().get(path).expect(200);
    now += 1;
    await portal().get(path).expect(404);
    await portal().post(path).expect(404);
    expect(ended).toEqual([]);
  });

  it('returns 404 for forged, changed and truncated tokens', async () => {
    const good = await tokens.create(jane);
    const [payload, signature] = good.split('.');
    const other = Buffer.from(
      JSON.stringify(['user:default/eve', jane.type, now + DAY_MS]),
    ).toString('base64url');
    const forged = await tokensWith('guess').create(jane);
    for (const token of [
      forged,
      `${other}.${signature}`,
      `${payload}.`,
      payload,
      `${payload}.${signature.slice(1)}`,
      `${payload}.${signature}.${signature}`,
      `${payload}.${signature}x`,
      `${payload}.${'é'.repeat(signature.length)}`,
      '',
      '.',
      'x'.repeat(100_000 / 10),
    ]) {
      const { text } = await portal()
        .post(getUnsubscribePath(token))
        .expect(404);
      expect(text).toContain('expired or is incomplete');
    }
    await portal().post('/mail/unsubscribe').expect(404);
    await portal()
      .post(`${getUnsubscribePath(good)}&token=x`)
      .expect(404);
    expect(ended).toEqual([]);
  });
});
