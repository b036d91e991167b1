import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import {
  oncePerPortal,
  queryKeyOf,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { putTimesheet } from '../data/putTimesheet';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeTranslationRef } from '../translation';
import { OpenSheet } from './OpenSheet';
import { saveSheet } from './saveSheet';

const useOpenSheets = oncePerPortal(() => new Map<string, OpenSheet>());

/** Removes weeks without unsaved edits. */
function forgetClean(sheets: Map<string, OpenSheet>) {
  for (const [key, { edits }] of sheets) {
    if (edits.isClean) {
      sheets.delete(key);
    }
  }
}

/**
 * The unsaved edits of a week. They are shared between all components that render the week, and
 * survive navigation; on unmount, pending edits are saved at once.
 */
export function useOpenSheet(slug: string, timesheet: Timesheet): OpenSheet {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useNotice();
  const sheets = useOpenSheets();
  const key = `${slug} ${timesheet.week_start}`;
  const sheet = useMemo(() => {
    const known = sheets.get(key);
    if (known) {
      return known;
    }
    forgetClean(sheets);
    const opened = new OpenSheet(timesheet, async (open, cells) => {
      try {
        open.timesheet = await saveSheet({ client, slug, open, cells });
        await putTimesheet(queries, slug, open.timesheet);
      } catch (error) {
        // The week may have been submitted, or changed elsewhere.
        queries.invalidateQueries({
          queryKey: queryKeyOf(endpoints.getTimesheet),
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
    sheets.set(key, opened);
    return opened;
  }, [sheets, key, timesheet, client, slug, queries, notify, t]);

  useEffect(() => {
    sheet.timesheet = timesheet;
  }, [sheet, timesheet]);
  useEffect(() => {
    const saveNow = () =>
      document.visibilityState === 'hidden' && sheet.edits.flush();
    document.addEventListener('visibilitychange', saveNow);
    return () => {
      document.removeEventListener('visibilitychange', saveNow);
      sheet.edits.flush();
    };
  }, [sheet]);
  return sheet;
}
