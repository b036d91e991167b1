import { NewJob } from '../../queue/Job';
import { Queue } from '../../queue/Queue';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { silent } from '../../__testUtils__/spine';

const PATH = '/admin/queues';
const DAY = 86_400_000;

describeCallboard('the queues of work', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  const find = async (name: string) => {
    const { body } = await boss().get(PATH).expect(200);
    return body.items.find((item: { name: string }) => item.name === name);
  };

  /** Adds jobs to queues that nobody works on, so that they stay. */
  async function add(...jobs: Array<Partial<NewJob>>) {
    const { knex } = callboard();
    const clock = { now: () => Date.now() };
    const queue = new Queue({ knex, clock, logger: silent });
    await knex.transaction(tx =>
      queue.add(
        tx,
        jobs.map(job => ({ queue: 'tests', payload: {}, ...job })),
      ),
    );
  }

  /** The rows of queues of this test: the server adds jobs for itself. */
  const added = (table: 'jobs' | 'job_lanes') =>
    callboard().knex(table).whereIn('queue', ['tests', 'others']).orderBy('id');

  afterEach(async () => {
    await callboard().knex('jobs').delete();
    await callboard().knex('job_lanes').delete();
  });

  it('are listed, with what waits, runs, failed and was set aside', async () => {
    const { knex } = callboard();
    const due_at = Date.now() - DAY;
    await add({ due_at }, { lane: 'l' }, { group: 'g' }, {}, {});
    const ids = await added('jobs').pluck('id');
    const failed_at = new Date();
    await knex('jobs')
      .where({ id: ids[2] })
      .update({
        due_at: new Date(Date.now() + DAY),
        attempts: 1,
        failed_at,
        last_error: 'Error: not yet',
      });
    await knex('jobs').where({ id: ids[3] }).update({ state: 'running' });
    await knex('jobs')
      .where({ id: ids[4] })
      .update({
        state: 'parked',
        failed_at: new Date(due_at),
        last_error: 'Error: never',
      });
    expect(await find('tests')).toEqual({
      name: 'tests',
      waiting: 3,
      running: 1,
      retrying: 1,
      parked: 1,
      oldest_due_at: new Date(due_at).toISOString(),
      last_error: 'Error: not yet',
    });
    const health = await callboard().as('nobody').get('/health').expect(200);
    expect(health.body.jobs.parked).toBe(1);
    expect(health.body.jobs.lag_ms).toBeGreaterThanOrEqual(DAY);
  });

  it('have what was set aside tried again, each in its lane', async () => {
    const { knex } = callboard();
    await add({ queue: 'others' }, { key: 'k' }, { lane: 'l' });
    await added('jobs').update({ state: 'parked', attempts: 8 });
    await add({ key: 'k' });
    await knex('job_lanes').delete();
    const { body } = await boss()
      .post(`${PATH}/retry`, { queue: 'tests' })
      .expect(200);
    expect(body).toEqual({ retried: 2 });
    expect(await added('jobs')).toMatchObject([
      { queue: 'others', state: 'parked' },
      { state: 'ready', attempts: 0 },
      { state: 'behind', attempts: 0 },
      { state: 'ready' },
    ]);
    expect(await added('job_lanes')).toMatchObject([{ lane: 'l' }]);
    const again = await boss()
      .post(`${PATH}/retry`, { queue: 'tests' })
      .expect(200);
    expect(again.body).toEqual({ retried: 0 });
  });
});
