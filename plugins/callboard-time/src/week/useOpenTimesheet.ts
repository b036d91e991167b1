import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import {
  createPortalSingletonHook,
  getQueryKey,
  invalidateEndpoints,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import {
  useQueryClient,
  notifyManager,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeTranslationRef } from '../translation';
import { OpenTimesheet } from './OpenTimesheet';
import type { WeekEdits } from './weekCells';
import { saveOpenTimesheet } from './saveOpenTimesheet';

const queryKey = getQueryKey(endpoints.getTimesheet);

interface TimesheetQuery {
  params?: { slug?: string };
  query?: { week?: string; member_id?: string };
}

const getTimesheetQuery = (query: Query) =>
  (query.queryKey[queryKey.length] ?? {}) as TimesheetQuery;

const isSameWeek = (a: Timesheet, b: Timesheet) =>
  a.member_id === b.member_id && a.week_start === b.week_start;

/** Whether a response to the requested input can be for the given week. */
function canMatch(
  { week_start, week_end, member_id }: Timesheet,
  requested: TimesheetQuery,
) {
  const { week, member_id: member = member_id } = requested.query ?? {};
  const isInWeek =
    week === undefined || (week >= week_start && week <= week_end);
  return isInWeek && member === member_id;
}

/** Keeps the cached period: a week can span two months, and the page shows the requested one. */
function adaptPeriod(response: Timesheet, cached: Timesheet): Timesheet {
  return response.period.week_start === cached.period.week_start
    ? response
    : { ...response, period: cached.period };
}

/** Writes a week into all its cached queries. Resolves once the week is rendered. */
export async function putTimesheet(
  queries: QueryClient,
  slug: string,
  timesheet: Timesheet,
): Promise<void> {
  const isInWorkspace = (query: Query) =>
    getTimesheetQuery(query).params?.slug === slug;
  const hasSameWeek = (query: Query) => {
    const cached = query.state.data as Timesheet | undefined;
    return (
      isInWorkspace(query) &&
      cached !== undefined &&
      isSameWeek(cached, timesheet)
    );
  };
  const initialFetches = queries.getQueryCache().findAll({
    queryKey,
    fetchStatus: 'fetching',
    predicate: query =>
      isInWorkspace(query) &&
      query.state.data === undefined &&
      canMatch(timesheet, getTimesheetQuery(query)),
  });
  // A refetch in flight would restore the state before the save.
  await queries.cancelQueries({ queryKey, predicate: hasSameWeek });
  queries.setQueriesData<Timesheet>(
    { queryKey, predicate: hasSameWeek },
    cached => cached && adaptPeriod(timesheet, cached),
  );
  // An initial fetch goes on, because its page has no other data. The response may predate the
  // save, so the query is fetched again afterwards.
  for (const query of initialFetches) {
    const filters = { queryKey: query.queryKey, exact: true };
    queries
      .refetchQueries(filters)
      .then(() => queries.invalidateQueries(filters));
  }
  // The cache notifies its observers asynchronously.
  await new Promise<void>(resolve => notifyManager.schedule(resolve));
}

/** Returns the unsaved edits of a week, and renders again when they change. */
export function useTimesheetEdits(timesheet: OpenTimesheet): WeekEdits {
  return useSyncExternalStore(
    timesheet.edits.subscribe,
    timesheet.edits.getSnapshot,
  );
}

const useOpenTimesheets = createPortalSingletonHook(
  () => new Map<string, OpenTimesheet>(),
);

function removeSavedTimesheets(timesheets: Map<string, OpenTimesheet>) {
  for (const [key, { edits }] of timesheets) {
    if (edits.isClean) {
      timesheets.delete(key);
    }
  }
}

/**
 * The open timesheet of a week, which all components share and which survives navigation. Pending
 * edits are saved at once on unmount, and when the page is hidden.
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
    const existing = timesheets.get(key);
    if (existing) {
      return existing;
    }
    removeSavedTimesheets(timesheets);
    const opened = new OpenTimesheet(timesheet, async (saved, cells) => {
      try {
        saved.timesheet = await saveOpenTimesheet({
          client,
          slug,
          openTimesheet: saved,
          cells,
        });
        await putTimesheet(queries, slug, saved.timesheet);
      } catch (error) {
        // The week may have been submitted, or changed elsewhere.
        void invalidateEndpoints(queries, [endpoints.getTimesheet]);
        throw error;
      }
      refreshTime(queries, [endpoints.getTimesheet]);
    });
    opened.edits.onBackgroundFailure = () =>
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
