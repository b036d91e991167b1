import {
  allEndpoints,
  allFeatures,
  Endpoint,
  endpoints,
  ImportResult,
} from '@callboard/plugin-callboard-common';
import express, { Request, Response } from 'express';
import request from 'supertest';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import {
  NotAllowedError,
  NotFoundError,
  serializeError,
} from '@backstage/errors';
import { randomUUID } from 'crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import os from 'os';
import { join } from 'path';
import fc from 'fast-check';
import { Access } from '../access/Access';
import { ConcurrencyLimit } from './ConcurrencyLimit';
import { ContractRouter } from './ContractRouter';
import { ReadLimiter } from './ReadLimiter';
import { UploadHandler, HandlerContext } from './Handler';
import { OverloadedError, PreconditionFailedError } from './errors';
import { toEtag, Precondition } from './Precondition';
import { translateErrors } from './translateErrors';
import { getPrecondition } from './requestParts';
import { validateText } from '../database/text';
import {
  createTupleGuard,
  decodeCursor,
  encodeCursor,
  isId,
} from '../database/paging';

const limit = () =>
  new ConcurrencyLimit({ workName: 'any', total: 1, perPerson: 1 });

/** A server that responds with the endpoint of each request. */
function createServer(bound: Endpoint[]) {
  const router = new ContractRouter({
    onError: (error, _req, _res, next) => next(error),
    // No credentials are required.
    access: {} as Access,
    readLimiter: new ReadLimiter({ connections: 1, timeoutMs: 1_000 }),
    checkResponses: false,
    downloads: limit(),
    uploads: limit(),
  });
  const reached: Endpoint[] = [];
  for (const endpoint of bound) {
    router.handlePublic(endpoint, async () => {
      reached.push(endpoint);
      return {};
    });
  }
  const app = express().use(router.build(allFeatures));
  return {
    async send({ method, path }: Endpoint) {
      const verb = method.toLowerCase() as 'get';
      await request(app)[verb](path.replace(/\{\w+\}/g, '42'));
      return reached.pop();
    },
  };
}

describe('ContractRouter', () => {
  const all: Endpoint[] = Object.values(allEndpoints);
  const withoutQuery = all.filter(({ query }) => query.safeParse({}).success);

  it.each([
    ['in the order of the contract', all],
    ['in reverse order', [...all].reverse()],
  ])(
    'routes each request to its endpoint when routes are bound %s @full',
    async (_, bound) => {
      const server = createServer(bound);
      const strayed = [];
      for (const endpoint of withoutQuery) {
        const reached = await server.send(endpoint);
        if (reached !== endpoint) {
          strayed.push([endpoint.path, reached?.path]);
        }
      }
      expect(strayed).toEqual([]);
    },
  );
});

describe('ContractRouter uploads', () => {
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

  const access = { getCaller: jest.fn(), authorize: jest.fn() };
  const handler = jest.fn<
    ReturnType<UploadHandler<typeof endpoint>>,
    Parameters<UploadHandler<typeof endpoint>>
  >();

  const readData = jest.fn();
  const readWidget = jest.fn();

  const limits = { total: 2, perPerson: 1 };

  function createApp(): express.Express {
    const router = new ContractRouter({
      onError: (error, _req, _res, next) => next(error),
      readLimiter: new ReadLimiter({ connections: 1, timeoutMs: 1_000 }),
      access: access as unknown as Access,
      checkResponses: true,
      downloads: new ConcurrencyLimit({ workName: 'downloads', ...limits }),
      uploads: new ConcurrencyLimit({ workName: 'uploads', ...limits }),
    });
    for (const other of Object.values(allEndpoints)) {
      if (other === endpoint) {
        router.upload(endpoint, handler);
      } else if (other === endpoints.getWidgetData) {
        router.handle(endpoints.getWidgetData, readData);
      } else if (other === endpoints.getWidget) {
        router.handle(endpoints.getWidget, readWidget);
      } else if (other === endpoints.putNotificationPreferences) {
        router.handle(endpoints.putNotificationPreferences, jest.fn());
      } else {
        router.handlePublic(other, async () => undefined);
      }
    }
    const errors = MiddlewareFactory.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    });
    return express().use(router.build(allFeatures)).use(errors.error());
  }

  const app = createApp();

  beforeEach(() => {
    jest.spyOn(os, 'tmpdir').mockReturnValue(directory);
    access.getCaller.mockReset().mockResolvedValue({});
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

  describe('upload endpoint', () => {
    it('passes the file and the form fields to the handler', async () => {
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

    it('returns 429 above the limit of uploads per person or in total', async () => {
      const from = (user_ref: string) => {
        access.getCaller.mockResolvedValueOnce({ user_ref });
        return request(app).post(path).attach('file', Buffer.from('a'));
      };
      const finishers: Array<() => void> = [];
      handler.mockImplementation(async () => {
        await new Promise<void>(resolve => finishers.push(resolve));
        return nothingDone;
      });
      const begin = async (user_ref: string) => {
        const count = finishers.length;
        const status = from(user_ref).then(response => response.status);
        while (finishers.length === count) {
          await new Promise(setImmediate);
        }
        return { status };
      };
      const first = await begin('user:default/ada');
      const { headers } = await from('user:default/ada').expect(429);
      expect(headers['retry-after']).toBe('5');
      const second = await begin('user:default/bob');
      await from('user:default/cat').expect(429);
      finishers.forEach(finish => finish());
      expect([await first.status, await second.status]).toEqual([200, 200]);
      expect(handler).toHaveBeenCalledTimes(2);
    });

    it('deletes the temporary file when the handler fails', async () => {
      handler.mockRejectedValue(new NotAllowedError('no'));
      const response = await request(app)
        .post(path)
        .attach('file', Buffer.from('a'));
      expect(response.status).toBe(403);
    });

    it('stores no file of a user without permission', async () => {
      access.authorize.mockRejectedValue(new NotAllowedError('no'));
      const made = jest.mocked(os.tmpdir).mockClear();
      await request(app).post(path).attach('file', Buffer.alloc(1)).expect(403);
      expect(made).not.toHaveBeenCalled();
    });

    it('reports all problems of query and form in one 400', async () => {
      const response = await request(app)
        .post(`${path}?dry_run=true`)
        .field('dry_run', 'perhaps')
        .field('preview', 'true')
        .field('preview', 'true')
        .expect(400);
      expect(response.body.error.problems).toEqual([
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

    it('rejects mutually exclusive flags, and a JSON body', async () => {
      const both = await request(app)
        .post(path)
        .field('skip_existing', 'true')
        .field('update_existing', 'true')
        .attach('file', Buffer.from('a'))
        .expect(400);
      expect(both.body.error.message).toMatch(/cannot be combined/);
      const json = await request(app)
        .post(path)
        .send({ file: 'a' })
        .expect(400);
      expect(json.body.error.message).toMatch(/^body.file: must be sent as/);
    });

    it('returns 413 for a file over the size limit', async () => {
      const response = await request(app)
        .post(path)
        .attach('file', Buffer.alloc(5 * 1024 * 1024 + 1), 'd.csv')
        .expect(413);
      expect(response.body.error.message).toBe(
        'body.file: must be at most 5 MB',
      );
    });
  });

  it('reads only the resource itself before it rejects an invalid request', async () => {
    readWidget.mockRejectedValue(new NotFoundError('not visible'));
    const [id, wid] = [randomUUID(), randomUUID()];
    await request(app)
      .get(`/workspaces/default/dashboards/${id}/widgets/${wid}/data?tz=x`)
      .expect(404);
    expect(readWidget).toHaveBeenCalledTimes(1);
    expect(readData).not.toHaveBeenCalled();
  });

  describe('endpoint with a JSON body', () => {
    const longName = (first: string) => first + 'a'.repeat(85_000);
    it.each([
      [
        'invalid texts below a long name',
        { [longName('b').repeat(10)]: Array(100).fill('\u0001') },
      ],
      [
        'long unknown names',
        Object.fromEntries([...'bcdefghij'].map(name => [longName(name), 0])),
      ],
    ])('returns a short 400 for %s', async (_, body) => {
      const response = await request(app)
        .put('/notifications/preferences')
        .send(body)
        .expect(400);
      expect(response.text.length).toBeLessThan(100_000);
      expect(response.body.error.message).toMatch(/(^|; )body\.ba+…/);
    });
  });
});

type Names<E extends Endpoint> = Extract<
  keyof HandlerContext<E>,
  'workspace' | 'project'
>;

describe('HandlerContext', () => {
  // The compiler tests this: a type with more or fewer names is an error.
  it('provides a workspace and a project only to endpoints scoped to them', () => {
    const names: {
      getMe: Record<Names<typeof endpoints.getMe>, true>;
      createWorkspace: Record<Names<typeof endpoints.createWorkspace>, true>;
      listStaff: Record<Names<typeof endpoints.listStaff>, true>;
      getWorkItem: Record<Names<typeof endpoints.getWorkItem>, true>;
    } = {
      getMe: {},
      createWorkspace: {},
      listStaff: { workspace: true },
      getWorkItem: { workspace: true, project: true },
    };
    for (const [name, found] of Object.entries(names)) {
      const { path, access } = endpoints[name as keyof typeof names];
      expect('workspace' in found).toBe(/\{slug\}/.test(path));
      expect('project' in found).toBe(access.kind === 'project');
    }
  });
});

const allows = (header: string | undefined, version: number) => {
  const req = { header: () => header } as unknown as Request;
  try {
    getPrecondition(req).check(version);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(PreconditionFailedError);
    return false;
  }
};

describe('If-Match', () => {
  it('allows every version when the header is absent or *', () => {
    expect(allows(undefined, 7)).toBe(true);
    expect(allows(' * ', 7)).toBe(true);
    expect(() => Precondition.none.check(1)).not.toThrow();
  });

  it('allows only the listed versions, strong or weak', () => {
    for (const header of ['"7"', 'W/"7"', ' "7" ', '"1", "7"', '"1",W/"7"']) {
      expect(allows(header, 7)).toBe(true);
      expect(allows(header, 8)).toBe(false);
    }
  });

  it('rejects malformed entity tags', () => {
    for (const header of ['', '7', '"07"', 'w/"7"', '"7', '"7"; x', '"*"']) {
      expect(allows(header, 7)).toBe(false);
    }
  });

  it('accepts the ETag of the same version', () => {
    expect(toEtag(12)).toBe('"12"');
    expect(allows(toEtag(12), 12)).toBe(true);
  });
});

describe('translateErrors', () => {
  /** The response to an error. */
  function translate(error: unknown) {
    const headers: Record<string, string> = {};
    let clientError: Error | undefined;
    translateErrors(
      error,
      {} as Request,
      {
        removeHeader() {},
        setHeader: (name: string, value: string) => {
          headers[name] = value;
        },
      } as unknown as Response,
      translated => {
        clientError = translated;
      },
    );
    return { clientError: clientError!, headers };
  }

  /** An error of the driver as knex rethrows it. */
  function failedStatement(code: string) {
    const error = Object.assign(new Error('the driver says no'), {
      code,
      bindings: ['secret'],
    });
    error.message = `insert into log values ('secret') - ${error.message}`;
    return error;
  }

  describe('database errors', () => {
    it.each([
      ['57P01', 'ServiceUnavailableError', '1'],
      ['SQLITE_IOERR_FSYNC', 'ServiceUnavailableError', '1'],
      ['23502', 'Error', undefined],
      ['SQLITE_CONSTRAINT_NOTNULL', 'Error', undefined],
    ])(
      'hides the statement and values of error %s in the response, and the values in the log',
      (code, name, retryAfter) => {
        const { clientError, headers } = translate(failedStatement(code));
        expect(clientError.name).toBe(name);
        expect(headers['Retry-After']).toBe(retryAfter);
        const sent = JSON.stringify(serializeError(clientError));
        expect(sent).not.toMatch(/secret|insert|driver/);
        expect(clientError.stack).toContain('the driver says no');
        expect(clientError.stack).not.toContain('secret');
      },
    );
  });

  it('returns errors of Callboard unchanged, with Retry-After on overload', () => {
    const missing = new NotFoundError('There is no such thing');
    expect(translate(missing)).toEqual({
      clientError: missing,
      headers: { 'Cache-Control': 'no-store' },
    });
    const overloaded = new OverloadedError('Too much');
    expect(translate(overloaded)).toEqual({
      clientError: overloaded,
      headers: { 'Cache-Control': 'no-store', 'Retry-After': '1' },
    });
  });
});

const deep = (levels: number) =>
  JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);

describe('validateText', () => {
  it('reports invalid text in keys, values and nested arrays, up to the limit', () => {
    const value = {
      a: 'x\u0000',
      'b\ud800': 'fine',
      c: [{ d: ['fine', '\udc00'] }],
    };
    expect(validateText(value, 100).texts).toEqual(
      expect.arrayContaining([
        { path: '.a', reason: 'must not contain U+0000' },
        { path: '.?', reason: 'must not contain lone surrogates' },
        { path: '.c[0].d[1]', reason: 'must not contain lone surrogates' },
      ]),
    );
    expect(validateText(value, 100).texts).toHaveLength(3);
    expect(validateText(value, 1).texts).toHaveLength(1);
  });

  it('accepts all other text and values', () => {
    const value = { '': '', '😀': ['ﷺ', '\t', '\u2028', null, true, -0.5] };
    expect(validateText(value, 100)).toEqual({ texts: [] });
    expect(validateText(undefined, 100)).toEqual({ texts: [] });
  });

  it('rejects values nested deeper than 64 levels', () => {
    expect(validateText(deep(64), 1).whole).toBeUndefined();
    expect(validateText(deep(65), 1).whole).toMatch(/nested deeper than 64/);
    expect(validateText(deep(5_000), 1).whole).toMatch(/nested deeper than 64/);
  });

  it('rejects more than 50 000 values', () => {
    expect(validateText(Array(50_000).fill(0), 1).whole).toBeUndefined();
    expect(validateText(Array(50_001).fill(0), 1).whole).toMatch(
      /50000 values/,
    );
  });
});

const isText = (position: unknown): position is string =>
  typeof position === 'string';
const refusal = /query\.cursor: is not a cursor of this list/;

describe('cursors', () => {
  it('decodes a cursor to the encoded value', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter(text => !text.includes('\0')),
        text => {
          const cursor = encodeCursor(text);
          expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
          expect(decodeCursor(cursor, isText)).toBe(text);
        },
      ),
    );
  });

  it.each(['', 'x', '!!', 'bnVsbA', encodeCursor(7), encodeCursor(['a'])])(
    'rejects a cursor that this list did not create: %j',
    cursor => {
      expect(() => decodeCursor(cursor, isText)).toThrow(refusal);
    },
  );

  it('rejects cursors with text that a database cannot store', () => {
    for (const text of ['\u0000', 'a\u0000b', '\ud800']) {
      expect(() => decodeCursor(encodeCursor(text), isText)).toThrow(refusal);
      const within = encodeCursor([text]);
      expect(() => decodeCursor(within, Array.isArray as any)).toThrow(refusal);
    }
  });

  it.each([
    ['day', '2026-02-28', '2026-02-30'],
    ['instant', '2026-02-28T00:00:00.000Z', '2026-02-30T00:00:00.000Z'],
  ] as const)(
    'rejects a %s that does not exist, which PostgreSQL rejects with an error',
    (kind, existing, missing) => {
      const isPosition = createTupleGuard(kind);
      expect(isPosition([existing])).toBe(true);
      expect(isPosition([missing])).toBe(false);
    },
  );

  it('recognises lower-case UUIDs as ids', () => {
    expect(isId('01900000-0000-7000-8000-000000000000')).toBe(true);
    expect(isId('01900000-0000-7000-8000-00000000000')).toBe(false);
    expect(isId('01900000-0000-7000-8000-00000000000A')).toBe(false);
    expect(isId(7)).toBe(false);
  });
});
