import { TestDatabases } from '@backstage/backend-test-utils';
import { IncomingMessage } from 'http';
import { countBy } from 'lodash';
import {
  Agent,
  startCallboard,
  TestCallboard,
} from '../__testUtils__/startCallboard';
import {
  addRows,
  addWorkspace,
} from '../features/activity/__testUtils__/activityRows';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Together much more than sockets hold. */
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

const BUSY = /are still going on; please try again soon$/;

describe('exports at once', () => {
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

  /** Begins an export whose reader takes nothing until it is told to. */
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

  it('refuses what is over the bound of a person, whatever list it is of', async () => {
    const [first, second] = [await begin(max()), await begin(max())];
    for (const list of lists.slice(1)) {
      const { status, headers, body } = await max().get(list);
      expect([status, headers['retry-after']]).toEqual([429, '5']);
      expect(headers['content-disposition']).toBeUndefined();
      expect(body.error.message).toMatch(/^Your other exports .*again soon$/);
    }
    await pia().get(lists[2]).expect(200);
    await max().get(`${lab}/staff`).expect(200);
    await max().get('/workspaces/none/staff/export.csv').expect(404);

    expect(await first.finish()).toBe(200);
    await max().get(lists[2]).expect(200);
    await second.goAway();
    await untilAnswered(() => max().get(lists[2]));
  });

  it('refuses what is over the bound of all', async () => {
    const begun = [await begin(max()), await begin(max()), await begin(pia())];
    const { body } = await sue().get(lists[0]).expect(429);
    expect(body.error.message).toMatch(/^Other people's exports .*again soon$/);
    await Promise.all(begun.map(({ goAway }) => goAway()));
    await untilAnswered(() => sue().get(lists[0]));
  });

  it('leaves room for others when one person asks for 200', async () => {
    const flood = Array.from({ length: 200 }, async (_, n) => {
      const list = lists[1 + (n % 3)];
      const { status, headers } = await max().get(list);
      return `${status} ${headers['retry-after'] ?? ''}`.trim();
    });
    await sue().get(lists[0]).expect(200);
    await pia().get(`${lab}/staff`).expect(200);
    const answers = countBy(await Promise.all(flood));
    expect(Object.keys(answers).sort()).toEqual(['200', '429 5']);
  });

  /** The place of a reader who went away is free a moment later. */
  async function untilAnswered(ask: () => ReturnType<Agent['get']>) {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const { status, body } = await ask();
      if (status === 200) {
        return;
      }
      expect(body.error.message).toMatch(BUSY);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    throw new Error('Its place never became free');
  }
});
