import {
  coreServices,
  createServiceFactory,
  LifecycleService,
} from '@backstage/backend-plugin-api';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { startCallboard } from '../../__testUtils__/startCallboard';
import { addWorkspace } from './__testUtils__/activityRows';

type Hook = Parameters<LifecycleService['addShutdownHook']>[0];

/** Ends what the plugin runs, while its routes still answer. */
let shutDown: () => Promise<unknown>;

const lifecycle = createServiceFactory({
  service: coreServices.lifecycle,
  deps: {},
  factory: () => {
    const starting: Hook[] = [];
    const ending: Hook[] = [];
    const run = (hooks: Hook[]) => Promise.all(hooks.map(hook => hook()));
    shutDown = () => run(ending);
    return {
      addStartupHook: (hook: Hook) => starting.push(hook),
      addShutdownHook: (hook: Hook) => ending.push(hook),
      startup: () => run(starting),
      shutdown: async () => {},
    };
  },
});

const databases = MigratedDatabases.create();

it('a server that goes down has stored what it took, and takes nothing more', async () => {
  const callboard = await startCallboard(databases, 'POSTGRES_18', {
    services: [lifecycle],
  });
  const { knex } = callboard;
  await addWorkspace(callboard, 'team');
  const boss = callboard.as('superAdmin');
  const post = () =>
    boss.post('/activity?workspace=team', { action: 'last_words' });
  const taken = await Promise.all(Array.from({ length: 10 }, post));
  expect(taken.map(({ status }) => status)).toEqual(Array(10).fill(201));

  // One that was let in before, and comes to be stored only after.
  const lock = await knex.transaction();
  await lock.raw('LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE');
  const isLetIn = new Promise<void>(resolve => {
    knex.on('query', ({ sql }: { sql: string }) => {
      if (/"asked"/.test(sql)) resolve();
    });
  });
  const late = post().then(answer => answer);
  await isLetIn;
  const down = shutDown();
  await lock.rollback();
  const { status, headers, body } = await late;
  await down;
  await callboard.stop();

  expect([status, headers['retry-after']]).toEqual([503, '1']);
  expect(body.error.message).toContain('going down');
  const stored = await knex('activity')
    .where({ action: 'last_words' })
    .pluck('id');
  expect(stored.sort()).toEqual(taken.map(answer => answer.body.id).sort());
});
