import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '../query/useCallboardQuery';

const MONDAY = 1;
const HALF_AN_HOUR = 30 * 60_000;

/** The first day of the week in a workspace; Monday while loading. @public */
export function useWeekStart(slug: string): number {
  const { data } = useCallboardQuery(
    endpoints.getWorkspace,
    { params: { slug } },
    { staleTime: HALF_AN_HOUR },
  );
  return data?.week_start ?? MONDAY;
}
