import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { ConfigReader } from '@backstage/config';
import express from 'express';
import request from 'supertest';
import { silentLogger } from '../__testUtils__/changeFixture';
import { redactTokens } from './tracing';

describe('redactTokens', () => {
  it.each([
    ['/calendar/secret.ics', '/calendar/<redacted>'],
    ['/calendar/secret.ics?tz=UTC', '/calendar/<redacted>?tz=UTC'],
    [
      '/mail/unsubscribe?token=secret&a=1',
      '/mail/unsubscribe?token=<redacted>&a=1',
    ],
    [
      '/mail/unsubscribe?a=1&token=secret',
      '/mail/unsubscribe?a=1&token=<redacted>',
    ],
    ['/workspaces?search=token', '/workspaces?search=token'],
  ])('omits tokens from the access log entry of %s', async (path, logged) => {
    const lines: string[] = [];
    const logger = {
      ...silentLogger,
      info: (line: string) => lines.push(line),
    };
    const platform = MiddlewareFactory.create({
      config: new ConfigReader({}),
      logger: logger as never,
    });
    const app = express();
    app.use(platform.logging());
    app.use('/api/callboard', redactTokens, (_req, res) => res.end());
    await request(app).get(`/api/callboard${path}`).expect(200);
    expect(lines).toEqual([
      expect.stringContaining(`"GET /api/callboard${logged} HTTP/1.1" 200`),
    ]);
  });
});
