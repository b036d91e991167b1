import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import {
  createPortalSingletonHook,
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { putTimesheet } from '../data/putTimesheet';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeTranslationRef } from '../translation';
import { OpenTimesheet } from './OpenTimesheet';
import { saveOpenTimesheet } from './saveOpenTimesheet';

const useOpenTimesheets = createPortalSingletonHook(
  () => new Map<string, OpenTimesheet>(),
);

/** Removes weeks without unsaved edits. */
function forgetClean(timesheets: Map<string, OpenTimesheet>) {
  for (const [key, { edits }] of timesheets) {
    if (edits.isClean) {
      timesheets.delete(key);
    }
  }
}

/**
 * The unsaved edits of a week. They are shared between all components that render the week, and
 * survive navigation; on unmount, pending edits are saved at once.
 */
export function useOpenTimesheet(
  slug: string,
  timesheet: Timesheet,
): OpenTimesheet {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const timesheets = useOpenTimesheets();
  const key = `${slug} ${timesheet.week_start}`;
  const openTimesheet = useMemo(() => {
    const known = timesheets.get(key);
    if (known) {
      return known;
    }
    forgetClean(timesheets);
    const opened = new OpenTimesheet(timesheet, async (open, cells) => {
      try {
        open.timesheet = await saveOpenTimesheet({ client, slug, open, cells });
        await putTimesheet(queries, slug, open.timesheet);
      } catch (error) {
        // The week may have been submitted, or changed elsewhere.
        queries.invalidateQueries({
          queryKey: getQueryKey(endpoints.getTimesheet),
        });
        throw error;
      }
      refreshTime(queries, endpoints.getTimesheet);
    });
    opened.edits.onUnseenProblem = () =>
      notify({
        status: 'danger',
        title: t('save.unseen'),
        description: t('save.unseenHint'),
      });
    timesheets.set(key, opened);
    return opened;
  }, [timesheets, key, timesheet, client, slug, queries, notify, t]);

  useEffect(() => {
    openTimesheet.timesheet = timesheet;
  }, [openTimesheet, timesheet]);
  useEffect(() => {
    const saveNow = () =>
      document.visibilityState === 'hidden' && openTimesheet.edits.flush();
    document.addEventListener('visibilitychange', saveNow);
    return () => {
      document.removeEventListener('visibilitychange', saveNow);
      openTimesheet.edits.flush();
    };
  }, [openTimesheet]);
  return openTimesheet;
}
