import { loadBackend } from '../lib/backend.mjs';
import { engines } from '../lib/databases.mjs';
import { disconnect } from '../lib/http.mjs';
import { measureDashboards } from './dashboards/index.mjs';
import { measureRefreshing } from './dashboards/refreshing.mjs';
import { measureOrganisation } from './organisation.mjs';
import { measureSearch } from './search.mjs';
import { measureTime } from './time.mjs';
import { measureWork } from './work.mjs';

const { startCallboardOn } = loadBackend('__testUtils__/startCallboard');

/** Everything but the log: reading first, as the later ones change the data. */
export async function measure(context) {
  for (const copy of engines) {
    const database = await copy(context.server, 'data');
    const figure = context.figure.on(database);
    const one = { ...context, database, figure };
    await measureDashboards(one);
    const callboard = await startCallboardOn(database.knex, {
      config: { activity: { eventsPerMinute: 1_000_000 } },
    });
    await measureRefreshing(one, callboard);
    await measureSearch(one, callboard);
    await measureTime(one, callboard);
    await measureWork(one, callboard);
    await measureOrganisation(one, callboard);
    await disconnect();
    await callboard.stop();
    await database.stop();
  }
}
