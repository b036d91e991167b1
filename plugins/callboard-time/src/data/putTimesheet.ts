import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import { notifyManager, type QueryClient } from '@tanstack/react-query';

/**
 * Shows a week as the server has just answered it, wherever it is drawn. Done once it
 * is drawn: what stood for it until then can go.
 */
export async function putTimesheet(
  queries: QueryClient,
  slug: string,
  timesheet: Timesheet,
): Promise<void> {
  const queryKey = queryKeyOf(endpoints.getTimesheet);
  // What is being read would show the week as it was.
  await queries.cancelQueries({ queryKey });
  queries.setQueriesData<Timesheet>(
    {
      queryKey,
      predicate: query => {
        const [, , , input] = query.queryKey as [
          unknown,
          unknown,
          unknown,
          { params?: { slug?: string } }?,
        ];
        return input?.params?.slug === slug;
      },
    },
    shown =>
      shown?.member_id === timesheet.member_id &&
      shown.week_start === timesheet.week_start
        ? timesheet
        : shown,
  );
  // The cache tells its readers in turn, a moment later.
  await new Promise<void>(resolve => notifyManager.schedule(resolve));
}
