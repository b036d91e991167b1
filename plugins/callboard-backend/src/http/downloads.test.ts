import express from 'express';
import request from 'supertest';
import { once } from 'events';
import { get, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';
import { Writable } from 'stream';
import { TestDatabases } from '@backstage/backend-test-utils';
import { countBy } from 'lodash';
import { writeCsv } from '../exports';
import { sendDownload } from './downloads';
import { translateErrors } from './translateErrors';
import {
  Agent,
  startCallboard,
  TestCallboard,
} from '../__testUtils__/startCallboard';
import {
  addRows,
  addWorkspace,
} from '../features/activity/__testUtils__/activityRows';
import { HeavyReads } from './ReadLimiter';

function* endless() {
  for (;;) {
    yield ['x'.repeat(1_000)];
  }
}

describe('sendDownload', () => {
  let server: Server;
  let ended: Promise<void>;

  beforeEach(async () => {
    const app = express();
    ended = new Promise((resolve, reject) => {
      app.get('/', (_req, res) => {
        sendDownload(
          res,
          { name: 'endless.csv', mediaType: 'text/csv' },
          output =>
            writeCsv(output, [{ header: 'a', kind: 'text' }], endless()),
          500,
        ).then(resolve, reject);
      });
    });
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const open = async (): Promise<IncomingMessage> => {
    const { port } = server.address() as AddressInfo;
    const [response] = await once(get({ port, agent: false }), 'response');
    response.on('error', () => {});
    return response;
  };

  it('ends when the client disconnects', async () => {
    const response = await open();
    response.destroy();
    await expect(ended).resolves.toBeUndefined();
  });

  it('ends when the client stops reading', async () => {
    const response = await open();
    response.pause();
    await expect(ended).resolves.toBeUndefined();
    await new Promise(resolve => response.on('close', resolve).resume());
    expect(response.complete).toBe(false);
  });
});

it('removes the headers of the file from an error response', async () => {
  const app = express();
  const file = { name: 'a.csv', mediaType: 'text/csv', etag: '"1"' };
  app.get('/', (_req, res, next) => {
    sendDownload(res, file, () => Promise.reject(new Error('failed'))).catch(
      next,
    );
  });
  app.use(translateErrors);
  const handleError: express.ErrorRequestHandler = (_error, _req, res, _next) =>
    res.status(500).json({});
  app.use(handleError);
  const { headers } = await request(app).get('/').expect(500);
  expect(headers['cache-control']).toBe('no-store');
  expect(headers.etag).not.toBe(file.etag);
  expect(headers['content-disposition']).toBeUndefined();
});

/** A response whose client reads a chunk every 100 ms: sockets buffer too much to test that. */
class SlowResponse extends Writable {
  #taken = 0;
  readonly set = () => this;
  readonly setTimeout = () => this;

  get socket() {
    return { bytesWritten: this.#taken, writableLength: 0 };
  }

  override _write(chunk: Buffer, _: string, done: () => void): void {
    setTimeout(() => {
      this.#taken += chunk.length;
      done();
    }, 100);
  }
}

it('aborts sendDownload when the client reads too slowly', async () => {
  const response = new SlowResponse();
  await sendDownload(
    response as unknown as express.Response,
    { name: 'endless.csv', mediaType: 'text/csv' },
    output => writeCsv(output, [{ header: 'a', kind: 'text' }], endless()),
    200,
  );
  expect(response.destroyed).toBe(true);
});

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Enough rows of `padding` to exceed all socket buffers by far. */
const LONG_ROWS = 6_000;
const padding = 'x'.repeat(2_500);

const lab = '/workspaces/lab';
const long = '/activity/export.jsonl?workspace=lab&entity_id=long';
const lists = [
  '/activity/export.xlsx?workspace=lab&entity_id=short',
  '/me/activity/export.csv',
  `${lab}/staff/export.csv`,
  `${lab}/departments/export.xlsx`,
];

const BUSY = /are still running\. Try again in a few seconds$/;

describe('concurrent exports @full', () => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, 'SQLITE_3', {
      config: { exports: { maxConcurrent: 3, maxConcurrentPerPerson: 2 } },
    });
    const members = ['user:default/max.member', 'user:default/pia.project'];
    const id = await addWorkspace(callboard, 'lab', {
      members: members.map(ref => [ref, 'admin']),
    });
    await addRows(callboard.knex, id, [
      ...Array(LONG_ROWS).fill({ entity_id: 'long', metadata: { padding } }),
      ...Array(20).fill({ entity_id: 'short' }),
    ]);
  });

  afterAll(() => callboard.stop());

  const max = () => callboard.as('member');
  const pia = () => callboard.as('projectAdmin');
  const sue = () => callboard.as('superAdmin');

  /** Starts an export whose client reads nothing until resumed. */
  async function begin(agent: Agent) {
    let answer: (response: IncomingMessage) => void;
    const begun = new Promise<IncomingMessage>(resolve => (answer = resolve));
    const finished = agent
      .get(long)
      .expect(200)
      .buffer(true)
      .parse((res, done) => {
        const message = res as unknown as IncomingMessage;
        message.on('close', () => done(null, undefined));
        message.on('error', () => {});
        message.pause();
        answer(message);
      })
      .then(({ status }) => status);
    const response = await begun;
    return {
      finish: () => response.resume() && finished,
      goAway: () => response.destroy() && finished,
    };
  }

  it('returns 429 above the limit per person, across all exportable lists', async () => {
    const [first, second] = [await begin(max()), await begin(max())];
    for (const list of lists.slice(1)) {
      const { status, headers, body } = await max().get(list);
      expect([status, headers['retry-after']]).toEqual([429, '5']);
      expect(headers['content-disposition']).toBeUndefined();
      expect(body.error.message).toMatch(
        /^Too many of your exports are still running\./,
      );
    }
    await pia().get(lists[2]).expect(200);
    await max().get(`${lab}/staff`).expect(200);
    await max().get('/workspaces/none/staff/export.csv').expect(404);

    expect(await first.finish()).toBe(200);
    await max().get(lists[2]).expect(200);
    await second.goAway();
    await untilSucceeds(() => max().get(lists[2]));
  });

  it('returns 429 above the limit for all users', async () => {
    const begun = [await begin(max()), await begin(max()), await begin(pia())];
    const { body } = await sue().get(lists[0]).expect(429);
    expect(body.error.message).toMatch(/^Too many exports are still running\./);
    await Promise.all(begun.map(({ goAway }) => goAway()));
    await untilSucceeds(() => sue().get(lists[0]));
  });

  it('serves other users while one user requests 60 exports', async () => {
    const flood = Array.from({ length: 60 }, async (_, n) => {
      const list = lists[1 + (n % 3)];
      const { status, headers } = await max().get(list);
      return `${status} ${headers['retry-after'] ?? ''}`.trim();
    });
    await sue().get(lists[0]).expect(200);
    await pia().get(`${lab}/staff`).expect(200);
    const answers = countBy(await Promise.all(flood));
    expect(Object.keys(answers).sort()).toEqual(['200', '429 5']);
  });

  /**
   * Repeats a request until it succeeds: the slot of a disconnected client is free a moment later.
   */
  async function untilSucceeds(ask: () => ReturnType<Agent['get']>) {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const { status, body } = await ask();
      if (status === 200) {
        return;
      }
      expect(body.error.message).toMatch(BUSY);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error('The slot never became free');
  }
});

const limits = {
  atOnce: 3,
  perPerson: 2,
  waitingPerPerson: 2,
  maxWaitMs: 60_000,
};

/** Reads that end on demand, and the list of those that have started. */
function controlled(reads: HeavyReads) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const read = (name: string) =>
    reads.run(name[0], async () => {
      begun.push(name);
      await new Promise<void>(resolve => ends.set(name, resolve));
      return name;
    });
  const end = async (name: string) => {
    ends.get(name)!();
    await new Promise(setImmediate);
  };
  return { begun, read, end };
}

const flushPromises = () => new Promise(setImmediate);

describe('HeavyReads', () => {
  it('limits concurrent reads in total and per person', async () => {
    const { begun, read, end } = controlled(new HeavyReads(limits));
    const all = ['a1', 'a2', 'a3', 'b1', 'b2'].map(read);
    await flushPromises();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
    for (const name of ['a2', 'b1', 'a3', 'b2']) await end(name);
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
  });

  it('starts the waiting read of the person with the fewest running reads', async () => {
    const { begun, read, end } = controlled(new HeavyReads(limits));
    const all = ['a1', 'a2', 'b1', 'a3', 'b2', 'c1'].map(read);
    await flushPromises();
    await end('a1');
    expect(begun.at(-1)).toBe('c1');
    await end('b1');
    expect(begun.at(-1)).toBe('b2');
    for (const name of ['a2', 'c1', 'b2', 'a3']) await end(name);
    await Promise.all(all);
  });

  it('rejects reads of a person who has too many waiting', async () => {
    const { read, end } = controlled(new HeavyReads(limits));
    const taken = ['a1', 'a2', 'a3', 'a4'].map(read);
    await flushPromises();
    await expect(read('a5')).rejects.toMatchObject({
      name: 'TooManyRequestsError',
      retryAfterSeconds: expect.any(Number),
    });
    const other = read('b1');
    await flushPromises();
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1']) await end(name);
    expect(await Promise.all([...taken, other])).toHaveLength(5);
    const again = read('a6');
    await flushPromises();
    await end('a6');
    expect(await again).toBe('a6');
  });

  it('rejects a waiting read after maxWaitMs', async () => {
    const reads = new HeavyReads({ ...limits, atOnce: 1, maxWaitMs: 1 });
    const { begun, read, end } = controlled(reads);
    const first = read('a1');
    await expect(read('b1')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      retryAfterSeconds: expect.any(Number),
    });
    await end('a1');
    await first;
    expect(begun).toEqual(['a1']);
  });

  it('frees the slot of a failed read', async () => {
    const reads = new HeavyReads({ ...limits, atOnce: 1 });
    const failing = reads.run('a', async () => {
      throw new Error('no');
    });
    const next = reads.run('b', async () => 'b');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('b');
  });
});
