import { loadBackend } from '../lib/backend.mjs';
import { copyPostgres, copySqlite } from '../lib/databases.mjs';
import { disconnect } from '../lib/http.mjs';
import { measureDashboards } from './dashboards/index.mjs';
import { measureOrganisation } from './organisation.mjs';
import { measureSearch } from './search.mjs';
import { measureTime } from './time.mjs';
import { measureWork } from './work.mjs';

const { startCallboardOn } = loadBackend('__testUtils__/startCallboard');

/** Everything but the log: reading first, as the later ones change the data. */
export async function measure(context) {
  for (const copy of [copyPostgres, copySqlite]) {
    const database = await copy(context.server, 'data');
    const one = {
      ...context,
      database,
      figure: context.figure.on(database),
    };
    try {
      await measureDashboards(one);
      const callboard = await startCallboardOn(database.knex, {
        config: { activity: { eventsPerMinute: 1_000_000 } },
      });
      try {
        await measureSearch(one, callboard);
        await measureTime(one, callboard);
        await measureWork(one, callboard);
        await measureOrganisation(one, callboard);
      } finally {
        disconnect();
        await callboard.stop();
      }
    } finally {
      await database.stop();
    }
  }
}
