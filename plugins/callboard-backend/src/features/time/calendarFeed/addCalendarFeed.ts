import { Core } from '../../../core/Core';
import { TimeSubfeature } from '../TimeParts';
import { CalendarFeeds } from './CalendarFeeds';
import { CalendarFeedStore } from './CalendarFeedStore';
import { FeedWorklogs } from './FeedWorklogs';
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
    feedWorklogs: new FeedWorklogs(core),
  });
  return {};
}
