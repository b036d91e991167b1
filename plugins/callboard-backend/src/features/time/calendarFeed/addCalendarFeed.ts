import { Core } from '../../../core/Core';
import { CalendarFeeds, createCalendarNotFoundError } from './CalendarFeeds';
import { listFeedWorklogs } from './listFeedWorklogs';
import { endpoints } from '@callboard/plugin-callboard-common';
import { createHash } from 'crypto';
import { sendDownload } from '../../../http/downloads';
import { iterateInSteps } from '../../../kernel/yielding';
import { WorklogRow } from '../worklogs/WorklogRow';
import { writeCalendar } from './writeCalendar';

/** Adds calendar feeds of people's worklogs. */
export async function addCalendarFeed(core: Core): Promise<void> {
  const { router, platform } = core;
  const apiUrl = await platform.discovery.getExternalBaseUrl('callboard');
  const feeds = new CalendarFeeds(core, apiUrl);
  router.handle(endpoints.getCalendarFeed, async ({ caller }) => ({
    created_at: await feeds.findCreationTime(caller.user_ref),
  }));
  router.handle(endpoints.createCalendarFeed, async ({ caller }) => ({
    url: await feeds.create(caller),
  }));
  router.handle(endpoints.deleteCalendarFeed, async ({ caller }) => {
    await feeds.delete(caller);
    return undefined;
  });
  const { readCalendar } = endpoints;
  router.downloadPublic(readCalendar, async ({ params }, res) => {
    const worklogs = await listFeedWorklogs(
      core,
      await feeds.requireUserRef(params.token),
    );
    if (!worklogs) {
      throw createCalendarNotFoundError();
    }
    const file = {
      name: 'callboard.ics',
      mediaType: readCalendar.download!,
      etag: await computeEtag(worklogs),
    };
    await sendDownload(res, file, output => writeCalendar(output, worklogs));
  });
}

/**
 * Computes an ETag that changes whenever a worklog in the calendar changes, or the identifier or
 * title of its item.
 */
async function computeEtag(worklogs: readonly WorklogRow[]): Promise<string> {
  const hash = createHash('sha256');
  for await (const worklog of iterateInSteps(worklogs)) {
    const { id, version, identifier, title } = worklog;
    hash.update(JSON.stringify([id, version, identifier, title]));
  }
  return `"${hash.digest('base64url')}"`;
}
