import { openCallboard } from '../lib/callboard.mjs';
import { onEachEngine } from '../lib/databases.mjs';

/** The parts in order: those that change the data come last. */
const parts =
  'dashboards refreshing search time work organisation eventLoop'.split(' ');
const partsOfSqlite = ['dashboards', 'time', 'work', 'organisation'];

export const measure = context =>
  onEachEngine(context, 'data', async databaseContext => {
    const config = { activity: { eventsPerMinute: 1_000_000 } };
    const callboard = await openCallboard(databaseContext.knex, { config });
    for (const name of databaseContext.isPostgres ? parts : partsOfSqlite) {
      const part = await import(`./${name}.mjs`);
      await context.part(name, () => part.measure(databaseContext, callboard));
    }
    await callboard.stop();
  });
