import { Core } from '../../../core/Core';
import { TimeSubfeature } from '../TimeSubfeature';
import { CalendarFeeds } from './CalendarFeeds';
import { CalendarFeedStore } from './CalendarFeedStore';
import { FeedEntries } from './FeedEntries';
import { bindCalendarFeed } from './routes';

/** Adds calendar feeds of people's worklogs. */
export async function addCalendarFeed(core: Core): Promise<TimeSubfeature> {
  const { discovery } = core.platform;
  bindCalendarFeed(core.router, {
    feeds: new CalendarFeeds({
      ...core,
      store: new CalendarFeedStore(),
      apiUrl: await discovery.getExternalBaseUrl('callboard'),
    }),
    entries: new FeedEntries(core),
  });
  return {};
}
