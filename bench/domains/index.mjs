import { openCallboard } from '../lib/callboard.mjs';
import { onEachEngine } from '../lib/databases.mjs';
import { measureDashboards } from './dashboards/index.mjs';
import { measureRefreshing } from './dashboards/refreshing.mjs';
import { measureEventLoop } from './eventLoop.mjs';
import { measureOrganisation } from './organisation.mjs';
import { measureSearch } from './search.mjs';
import { measureTime } from './time.mjs';
import { measureWork } from './work.mjs';

export async function measure(context) {
  const { part } = context;
  await onEachEngine(context, 'data', async given => {
    const callboard = await openCallboard(given.knex, {
      config: { activity: { eventsPerMinute: 1_000_000 } },
    });
    // Reading comes first, as the later parts change the data.
    await part('dashboards', () => measureDashboards(given));
    await part('refreshing', () => measureRefreshing(given, callboard));
    await part('search', () => measureSearch(given, callboard));
    await part('time', () => measureTime(given, callboard));
    await part('work', () => measureWork(given, callboard));
    await part('organisation', () => measureOrganisation(given, callboard));
    await part('eventLoop', () => measureEventLoop(given));
    await callboard.stop();
  });
}
