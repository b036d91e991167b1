import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  allEndpoints,
  endpoints,
  ImportResult,
} from '@callboard/plugin-callboard-common';
import express from 'express';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import os from 'os';
import { join } from 'path';
import request from 'supertest';
import { Access } from '../access/Access';
import { ConcurrencyLimit } from './ConcurrencyLimit';
import { ContractRouter } from './ContractRouter';
import { UploadHandler } from './Handler';
import { Reads } from './Reads';

const endpoint = endpoints.importDepartments;
const path = '/workspaces/default/departments/bulk-import';

const nothingDone: ImportResult = {
  rows: 0,
  created: 0,
  updated: 0,
  skipped: 0,
  failed: 0,
  errors: [],
  ignored_columns: [],
};

const directory = mkdtempSync(join(os.tmpdir(), 'callboard-test-'));

const access = { caller: jest.fn(), authorize: jest.fn() };
const handler = jest.fn<
  ReturnType<UploadHandler<typeof endpoint>>,
  Parameters<UploadHandler<typeof endpoint>>
>();

const limits = { total: 2, perPerson: 1 };

function createApp(): express.Express {
  const router = new ContractRouter({
    onRefusal: (error, _req, _res, next) => next(error),
    reads: new Reads({ connections: 1, timeoutMs: 1_000 }),
    access: access as unknown as Access,
    checkResponses: true,
    downloads: new ConcurrencyLimit({ work: 'downloads', ...limits }),
    uploads: new ConcurrencyLimit({ work: 'uploads', ...limits }),
  });
  for (const other of Object.values(allEndpoints)) {
    if (other === endpoint) {
      router.upload(endpoint, handler);
    } else {
      router.handlePublic(other, async () => undefined);
    }
  }
  const errors = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
  });
  return express().use(router.build()).use(errors.error());
}

const app = createApp();

beforeEach(() => {
  jest.spyOn(os, 'tmpdir').mockReturnValue(directory);
  access.caller.mockReset().mockResolvedValue({});
  access.authorize.mockReset().mockResolvedValue({});
  handler.mockReset().mockResolvedValue(nothingDone);
});

afterEach(() => {
  const left = readdirSync(directory);
  if (left.length > 0) {
    throw new Error(`Left behind: ${left}`);
  }
});

afterAll(() => rmSync(directory, { recursive: true }));

describe('an endpoint that takes a file', () => {
  it('hands its handler the file and the fields of the form', async () => {
    handler.mockImplementation(async ({ file, body, params }) => {
      expect(readFileSync(file.path, 'utf8')).toBe('a,b');
      expect(file.name).toBe('d.csv');
      expect(params).toEqual({ slug: 'default' });
      expect(body).toEqual({
        skip_existing: false,
        update_existing: true,
        dry_run: false,
        preview: false,
      });
      return nothingDone;
    });
    await request(app)
      .post(path)
      .field('update_existing', 'true')
      .field('dry_run', 'false')
      .attach('file', Buffer.from('a,b'), 'd.csv')
      .expect(200, nothingDone);
    expect(existsSync(handler.mock.calls[0][0].file.path)).toBe(false);
  });

  it('takes only so many of one person and of all at once', async () => {
    const from = (user_ref: string) => {
      access.caller.mockResolvedValueOnce({ user_ref });
      return request(app).post(path).attach('file', Buffer.from('a'));
    };
    const answers: Array<() => void> = [];
    handler.mockImplementation(async () => {
      await new Promise<void>(resolve => answers.push(resolve));
      return nothingDone;
    });
    const begin = async (user_ref: string) => {
      const count = answers.length;
      const status = from(user_ref).then(answer => answer.status);
      while (answers.length === count) {
        await new Promise(setImmediate);
      }
      return { status };
    };
    const first = await begin('user:default/ada');
    const { headers } = await from('user:default/ada').expect(429);
    expect(headers['retry-after']).toBe('5');
    const second = await begin('user:default/bob');
    await from('user:default/cat').expect(429);
    answers.forEach(answer => answer());
    expect([await first.status, await second.status]).toEqual([200, 200]);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('removes the file also when its handler fails', async () => {
    handler.mockRejectedValue(new NotAllowedError('no'));
    const answer = await request(app)
      .post(path)
      .attach('file', Buffer.from('a'));
    expect(answer.status).toBe(403);
  });

  it('does not read the file of somebody who may not send it', async () => {
    access.authorize.mockRejectedValue(new NotAllowedError('no'));
    const made = jest.mocked(os.tmpdir).mockClear();
    await request(app).post(path).attach('file', Buffer.alloc(1)).expect(403);
    expect(made).not.toHaveBeenCalled();
  });

  it('names all that is wrong with query and form in one 400', async () => {
    const answer = await request(app)
      .post(`${path}?dry_run=true`)
      .field('dry_run', 'perhaps')
      .field('preview', 'true')
      .field('preview', 'true')
      .expect(400);
    expect(answer.body.error.problems).toEqual([
      { field: 'query.dry_run', reason: 'is not a known parameter' },
      { field: 'body.preview', reason: 'must be given only once' },
      {
        field: 'body.file',
        reason: expect.stringMatching(/must be sent as multipart\/form-data/),
      },
      { field: 'body.dry_run', reason: 'must be true or false' },
    ]);
    expect(handler).not.toHaveBeenCalled();
  });

  it('refuses flags that exclude each other, and a JSON body', async () => {
    const both = await request(app)
      .post(path)
      .field('skip_existing', 'true')
      .field('update_existing', 'true')
      .attach('file', Buffer.from('a'))
      .expect(400);
    expect(both.body.error.message).toMatch(/exclude each other/);
    const json = await request(app).post(path).send({ file: 'a' }).expect(400);
    expect(json.body.error.message).toMatch(/^body.file: must be sent as/);
  });

  it('answers 413 to a file over its limit', async () => {
    const answer = await request(app)
      .post(path)
      .attach('file', Buffer.alloc(5 * 1024 * 1024 + 1), 'd.csv')
      .expect(413);
    expect(answer.body.error.message).toBe('body.file: must have at most 5 MB');
  });
});
