import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import {
  notifyManager,
  type Query,
  type QueryClient,
} from '@tanstack/react-query';

const queryKey = queryKeyOf(endpoints.getTimesheet);

/** What a read of a week asks for. */
interface TimesheetQuery {
  params?: { slug?: string };
  query?: { week?: string; member_id?: string };
}

const getRequestedRows = (query: Query) =>
  (query.queryKey[queryKey.length] ?? {}) as TimesheetQuery;

const isSameWeek = (one: Timesheet, other: Timesheet) =>
  one.member_id === other.member_id && one.week_start === other.week_start;

/** Whether what is asked for may be a week, as far as that is known before it is there. */
function mayBe(
  { week_start, week_end, member_id }: Timesheet,
  requested: TimesheetQuery,
) {
  const { week, member_id: member = member_id } = requested.query ?? {};
  const isInIt = week === undefined || (week >= week_start && week <= week_end);
  return isInIt && member === member_id;
}

/**
 * A week as it was just answered, for a page that shows it. Several months may be
 * submitted of a week: pages keep to that of the day they have asked about.
 */
function asShown(answered: Timesheet, shown: Timesheet): Timesheet {
  return answered.period.week_start === shown.period.week_start
    ? answered
    : { ...answered, period: shown.period };
}

/**
 * Shows a week as the server has just answered it, wherever it is drawn. Done once it
 * is drawn: what stood for it until then can go.
 */
export async function putTimesheet(
  queries: QueryClient,
  slug: string,
  timesheet: Timesheet,
): Promise<void> {
  const isHere = (query: Query) =>
    getRequestedRows(query).params?.slug === slug;
  const isShown = (query: Query) => {
    const shown = query.state.data as Timesheet | undefined;
    return isHere(query) && shown !== undefined && isSameWeek(shown, timesheet);
  };
  const unanswered = queries.getQueryCache().findAll({
    queryKey,
    fetchStatus: 'fetching',
    predicate: query =>
      isHere(query) &&
      query.state.data === undefined &&
      mayBe(timesheet, getRequestedRows(query)),
  });
  // What is being read again would show the week as it was.
  await queries.cancelQueries({ queryKey, predicate: isShown });
  queries.setQueriesData<Timesheet>(
    { queryKey, predicate: isShown },
    shown => shown && asShown(timesheet, shown),
  );
  // What is read for the first time must come to its end, as there is nothing to go
  // back to; it may have missed what was saved, and is read once more then.
  for (const query of unanswered) {
    const one = { queryKey: query.queryKey, exact: true };
    queries.refetchQueries(one).then(() => queries.invalidateQueries(one));
  }
  // The cache tells its readers in turn, a moment later.
  await new Promise<void>(resolve => notifyManager.schedule(resolve));
}
