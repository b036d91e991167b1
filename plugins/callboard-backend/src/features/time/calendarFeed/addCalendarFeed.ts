import { endpoints } from '@callboard/plugin-callboard-common';
import { createHash } from 'crypto';
import { Core } from '../../../core/Core';
import { CalendarFeeds, createCalendarNotFoundError } from './CalendarFeeds';
import { sendDownload } from '../../../http/downloads';
import { iterateInSteps } from '../../../kernel/yielding';
import {
  WorklogRow,
  readWorklog,
  selectWorklogs,
} from '../worklogs/WorklogRow';
import { writeCalendar } from './writeCalendar';
import { isKnownSuperAdmin } from '../../../access/Ownership';
import { WorkspaceAccess } from '../../../access/Caller';
import { isInactiveSql } from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';
import { getDateInZone, addDays } from '../../../database/zones';
import { toTimeViewer, whereTimeVisible } from '../worklogs/whereTimeVisible';

const DAYS_BACK = 180;
const DAYS_AHEAD = 30;

/** The maximum number of worklogs. A feed with more worklogs omits the oldest. */
const MAX_WORKLOGS = 10_000;

/**
 * Lists a person's own worklogs of the last half year and the next month, latest first. Omits
 * worklogs that the person may no longer read. Returns undefined for a person who is in no
 * workspace, or who is suspended or resigned in all of their workspaces.
 */
async function listFeedWorklogs(
  core: Core,
  user_ref: string,
): Promise<WorklogRow[] | undefined> {
  const { reader, clock } = core;
  const accesses = await listActiveAccesses(core, user_ref);
  if (accesses.length === 0) {
    return undefined;
  }
  // Dates differ by time zone, but a day more or less does not matter here.
  const today = getDateInZone(clock.now(), 'UTC');
  const rows: any[] = await selectWorklogs(reader)
    .where('worklogs.logged_by', user_ref)
    .whereBetween('worklogs.logged_at', [
      addDays(today, -DAYS_BACK),
      addDays(today, DAYS_AHEAD),
    ])
    .where(either =>
      accesses.forEach(access =>
        either.orWhere(within => {
          const viewer = toTimeViewer({ ...access, caller: { user_ref } });
          whereTimeVisible(reader, within, viewer);
        }),
      ),
    )
    .orderBy([
      { column: 'worklogs.logged_at', order: 'desc' },
      { column: 'worklogs.id', order: 'desc' },
    ])
    .limit(MAX_WORKLOGS);
  return rows.map(readWorklog);
}

/** Lists the workspaces in which a person is neither suspended nor resigned, with their access. */
async function listActiveAccesses(
  { reader, config, workspaces }: Core,
  user_ref: string,
): Promise<WorkspaceAccess[]> {
  const { superAdmins } = config;
  const accesses = await workspaces.listVisible({
    user_ref,
    is_super_admin: await isKnownSuperAdmin(reader, superAdmins, user_ref),
  });
  const inactiveWorkspaceIds = new Set<string>(
    await reader('workspaces')
      .whereRaw(
        ...inListSql(
          reader,
          'workspaces.id',
          accesses.map(({ workspace }) => workspace.id),
        ),
      )
      .whereRaw(isInactiveSql('?', 'workspaces.id'), [user_ref])
      .pluck('workspaces.id'),
  );
  return accesses.filter(
    ({ workspace }) => !inactiveWorkspaceIds.has(workspace.id),
  );
}

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
  router.handle(endpoints.deleteCalendarFeed, ({ caller }) =>
    feeds.delete(caller),
  );
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
 * Computes an ETag that changes whenever a worklog of the calendar, its item's identifier or its
 * item's title changes.
 */
async function computeEtag(worklogs: readonly WorklogRow[]): Promise<string> {
  const hash = createHash('sha256');
  for await (const worklog of iterateInSteps(worklogs)) {
    const { id, version, identifier, title } = worklog;
    hash.update(JSON.stringify([id, version, identifier, title]));
  }
  return `"${hash.digest('base64url')}"`;
}
