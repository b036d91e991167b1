import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createBackendModule,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { Duration } from 'luxon';
import { setTimeout as sleep } from 'timers/promises';
import { databaseIds } from '../__testUtils__/databases';
import { describeCallboard } from '../__testUtils__/describeCallboard';
import { isPostgres } from '../database/isPostgres';

/** The base class of all clients and transactions of knex. */
const Client = require('knex/lib/client');

/** The maximum number of statements per second. */
const MAX_ON_POSTGRES = 2;
const MAX_ON_SQLITE = 1;

const WINDOW_SECONDS = 10;

/**
 * The number of windows to try: start-up work and tasks that run every minute may disturb some of
 * them.
 */
const MAX_WINDOWS = 9;

/** Tasks that run more than once a minute, but send no statements. */
const WITHOUT_STATEMENTS = ['callboard-log-consumers'];

/**
 * Waits for some seconds, and returns the statements that all knex clients of this process sent in
 * that time.
 */
async function captureStatements(seconds: number): Promise<string[]> {
  const statements: string[] = [];
  const { emit } = Client.prototype;
  Client.prototype.emit = function note(
    this: any,
    name: string,
    ...args: any[]
  ) {
    // A transaction passes its statements on to its client.
    if (name === 'query' && !this.transacting) {
      statements.push(args[0].sql);
    }
    return emit.call(this, name, ...args);
  };
  try {
    await sleep(seconds * 1_000);
  } finally {
    Client.prototype.emit = emit;
  }
  return statements;
}

let scheduler: SchedulerService;

const schedulerKeeper = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'scheduler-keeper',
  register(env) {
    env.registerInit({
      deps: { scheduler: coreServices.scheduler },
      async init(deps) {
        scheduler = deps.scheduler;
      },
    });
  },
});

describeCallboard(
  'idle Callboard',
  {
    services: [schedulerServiceFactory],
    modules: [schedulerKeeper],
    databases: databaseIds,
  },
  callboard => {
    it('limits statements per second to two on PostgreSQL and one on SQLite @full-sqlite', async () => {
      const { knex } = callboard();
      const maxStatements =
        WINDOW_SECONDS * (isPostgres(knex) ? MAX_ON_POSTGRES : MAX_ON_SQLITE);
      let statements = await captureStatements(WINDOW_SECONDS);
      // The process still polls for work of crashed replicas.
      expect(statements.length).toBeGreaterThan(0);
      for (
        let n = 1;
        n < MAX_WINDOWS && statements.length > maxStatements;
        n += 1
      ) {
        statements = await captureStatements(WINDOW_SECONDS);
      }
      expect(statements.slice(maxStatements)).toEqual([]);
    });

    it('runs no scheduled task with SQL statements more than once a minute', async () => {
      const tasks = await scheduler.getScheduledTasks();
      const frequent = tasks.filter(
        ({ settings: { cadence } }) =>
          Duration.fromISO(String(cadence)).as('seconds') < 60,
      );
      expect(tasks.length).toBeGreaterThan(frequent.length);
      expect(frequent.map(({ id }) => id).sort()).toEqual(WITHOUT_STATEMENTS);
    });
  },
);
