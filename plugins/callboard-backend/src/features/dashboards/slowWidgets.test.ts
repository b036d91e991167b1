import createKnex, { Knex } from 'knex';
import { Response } from 'supertest';
import { anotherClient, configOf } from '../../__testUtils__/anotherClient';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  PersonName,
  startCallboardOn,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { TimeDesk } from '../time/__testUtils__/TimeDesk';
import { makeDashboardWorld } from './__testUtils__/makeDashboardWorld';

const PATH = '/workspaces/default/dashboards';

/** Keeps everybody from reading a table, until the end of `work`. */
async function whileLocked(
  knex: Knex,
  table: string,
  work: () => Promise<void>,
) {
  const other = anotherClient(knex);
  try {
    await other.transaction(async tx => {
      await tx.raw('LOCK TABLE ?? IN ACCESS EXCLUSIVE MODE', [table]);
      await work();
    });
  } finally {
    await other.destroy();
  }
}

const databases = MigratedDatabases.create(['POSTGRES_18']);

// SQLite has no locks that only some reads wait for.
describe('widgets that take too long', () => {
  let knex: Knex;
  let callboard: TestCallboard;
  const world = makeDashboardWorld(() => callboard);
  let board: string;
  let asked = 0;

  beforeAll(async () => {
    // As many connections as portals have: one widget that waits leaves some.
    knex = createKnex(configOf(await databases.init('POSTGRES_18')));
    callboard = await startCallboardOn(knex, {
      entities: landscape,
      config: { reads: { timeout: { seconds: 1 } } },
    });
    await world.enter();
    const { desk } = await TimeDesk.open(callboard);
    await desk.make({ title: 'Another' });
    const { id } = await world.newDashboard('superAdmin', {
      access: 'shared',
    });
    board = `${PATH}/${id}`;
  }, 60_000);

  afterAll(async () => {
    await callboard.stop();
    await knex.destroy();
  });

  /** A widget with a question that nobody has the answer to yet. */
  const draw = async (widget_type: string, config: object) => {
    asked += 1;
    const { body } = await callboard
      .as('superAdmin')
      .post(`${board}/widgets`, {
        widget_type,
        config: { ...config, limit: asked },
      })
      .expect(201);
    return `${board}/widgets/${body.id}`;
  };
  const drawTime = () => draw('time_chart', { x_axis: 'MEMBER' });
  const dataOf = (widget: string, who: PersonName = 'superAdmin') =>
    callboard.as(who).get(`${widget}/data`);

  const toldBy = ({ status, body, headers }: Response) => ({
    status,
    isTooLong: body.error.message.includes('takes too long'),
    saysWhen: Number(headers['retry-after']) > 0,
    showsSql: /select|from|timeout/i.test(JSON.stringify(body)),
  });
  const tooSlow = {
    ...{ status: 503, isTooLong: true },
    ...{ saysWhen: true, showsSql: false },
  };

  it.each([
    ['time', 'worklogs', 'time_chart', { x_axis: 'MEMBER' }],
    ['people', 'worklogs', 'people_chart', { x_axis: 'PROJECT' }],
    ['activity', 'activity', 'activity_chart', { x_axis: 'ACTION' }],
    ['labels', 'work_item_labels', 'work_items_chart', { x_axis: 'LABELS' }],
    [
      'a number of minutes',
      'worklogs',
      'work_items_chart',
      { chart_type: 'number', metric: 'logged_minutes' },
    ],
    ['an overview', 'worklogs', 'analytics_overview', {}],
  ])(
    'fail alone where they are of %s: another of their dashboard answers',
    async (_, table, widget_type, config) => {
      const slow = await draw(widget_type, config);
      const quick = await draw('work_items_chart', { x_axis: 'PRIORITY' });
      await whileLocked(knex, table, async () => {
        const [failed, answered] = await Promise.all([
          dataOf(slow),
          dataOf(quick),
        ]);
        expect(toldBy(failed)).toEqual(tooSlow);
        expect(answered.status).toBe(200);
        expect(answered.body.total).toBe(2);
      });
      // That it failed is not remembered.
      await dataOf(slow).expect(200);
    },
  );

  it('fail alone where several are slow: the others have their turn afterwards', async () => {
    const slow = [await drawTime(), await drawTime(), await drawTime()];
    const quick: string[] = [];
    for (let nth = 0; nth < 10; nth += 1) {
      quick.push(await draw('work_items_chart', { x_axis: 'PRIORITY' }));
    }
    await whileLocked(knex, 'worklogs', async () => {
      const answers = await Promise.all(
        [...slow, ...quick].map(widget => dataOf(widget)),
      );
      expect(answers.map(({ status }) => status)).toEqual([
        ...slow.map(() => 503),
        ...quick.map(() => 200),
      ]);
    });
  });

  it('fail for everybody who waits for the same answer', async () => {
    const slow = await drawTime();
    await whileLocked(knex, 'worklogs', async () => {
      const answers = await Promise.all(
        (['superAdmin', 'superAdmin', 'guest'] as const).map(who =>
          dataOf(slow, who),
        ),
      );
      expect(answers.map(toldBy)).toEqual([tooSlow, tooSlow, tooSlow]);
    });
    for (const who of ['superAdmin', 'guest'] as const) {
      await dataOf(slow, who).expect(200);
    }
  });

  it('fail in the same way before they are saved, and for what is behind them', async () => {
    const slow = await drawTime();
    const boss = callboard.as('superAdmin');
    await whileLocked(knex, 'worklogs', async () => {
      const answers = await Promise.all([
        boss.post(`${PATH}/preview`, {
          widget_type: 'time_chart',
          config: { x_axis: 'PROJECT' },
        }),
        boss.get(`${slow}/rows`),
      ]);
      expect(answers.map(toldBy)).toEqual([tooSlow, tooSlow]);
    });
  });

  it('leave nothing that runs on in the database', async () => {
    const slow = await drawTime();
    await whileLocked(knex, 'worklogs', async () => {
      expect(toldBy(await dataOf(slow))).toEqual(tooSlow);
      const { rows } = await knex.raw(
        "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%worklogs%' AND pid <> pg_backend_pid()",
      );
      expect(rows).toEqual([]);
    });
  });
});
