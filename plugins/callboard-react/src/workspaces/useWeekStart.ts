import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '../query/useCallboardQuery';

const MONDAY = 1;
const HALF_AN_HOUR = 30 * 60_000;

/** The day on which weeks begin in a workspace; Monday until that is known. @public */
export function useWeekStart(slug: string): number {
  const { data } = useCallboardQuery(
    endpoints.getWorkspace,
    { params: { slug } },
    { staleTime: HALF_AN_HOUR },
  );
  return data?.week_start ?? MONDAY;
}
