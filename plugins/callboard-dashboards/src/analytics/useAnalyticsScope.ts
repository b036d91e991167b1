import {
  boundsOf,
  useTodayIn,
  useWeekStart,
  type ChosenDateRange,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { AnalyticsScope } from './AnalyticsScope';

/**
 * The days of a range in a workspace. A range that has a name ends today, so that it
 * is compared with days that are as many and over, too.
 */
export function useAnalyticsScope(
  workspace: OwnWorkspace,
  chosen: { range: ChosenDateRange; project?: string; department?: string },
): {
  scope: AnalyticsScope;
  /** 1 for Monday to 7 for Sunday. */
  weekStart: number;
} {
  const { range, project, department } = chosen;
  const weekStart = useWeekStart(workspace.slug);
  const today = useTodayIn(workspace.timezone);
  const scope = useMemo(() => {
    const { start = today, end = today } = boundsOf(range, today, weekStart);
    return { workspace, start, end, today, project, department };
  }, [workspace, range, today, project, department, weekStart]);
  return { scope, weekStart };
}
