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
  await onEachEngine(context, 'data', async databaseContext => {
    const callboard = await openCallboard(databaseContext.knex, {
      config: { activity: { eventsPerMinute: 1_000_000 } },
    });
    // Reading comes first, as the later parts change the data.
    await part('dashboards', () => measureDashboards(databaseContext));
    await part('refreshing', () =>
      measureRefreshing(databaseContext, callboard),
    );
    await part('search', () => measureSearch(databaseContext, callboard));
    await part('time', () => measureTime(databaseContext, callboard));
    await part('work', () => measureWork(databaseContext, callboard));
    await part('organisation', () =>
      measureOrganisation(databaseContext, callboard),
    );
    await part('eventLoop', () => measureEventLoop(databaseContext));
    await callboard.stop();
  });
}
