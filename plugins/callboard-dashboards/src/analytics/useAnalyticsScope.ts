import {
  toDateBounds,
  useZoneToday,
  useWeekStart,
  type ChosenDateRange,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { AnalyticsScope } from './AnalyticsScope';

/**
 * Returns the days of a range in a workspace. A named range ends today, so that it is compared with
 * the same number of days, which are also complete.
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
  const today = useZoneToday(workspace.timezone);
  const scope = useMemo(() => {
    const { start = today, end = today } = toDateBounds(
      range,
      today,
      weekStart,
    );
    return { workspace, start, end, today, project, department };
  }, [workspace, range, today, project, department, weekStart]);
  return { scope, weekStart };
}
