import { openCallboard } from '../lib/callboard.mjs';
import { onEachEngine } from '../lib/databases.mjs';
import { measureDashboards } from './dashboards/index.mjs';
import { measureRefreshing } from './dashboards/refreshing.mjs';
import { measureOrganisation } from './organisation.mjs';
import { measureSearch } from './search.mjs';
import { measureTime } from './time.mjs';
import { measureWork } from './work.mjs';

/** Reading first, as the later ones change the data. */
const parts = {
  dashboards: measureDashboards,
  refreshing: measureRefreshing,
  search: measureSearch,
  time: measureTime,
  work: measureWork,
  organisation: measureOrganisation,
};

/** Everything but the log. */
export async function measure(context) {
  await onEachEngine(context, 'data', async given => {
    const callboard = await openCallboard(given.database.knex, {
      config: { activity: { eventsPerMinute: 1_000_000 } },
    });
    for (const [name, measurePart] of Object.entries(parts)) {
      await context.part(name, () => measurePart(given, callboard));
    }
    await callboard.stop();
  });
}
