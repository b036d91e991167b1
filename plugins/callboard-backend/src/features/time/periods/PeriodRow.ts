import { Period } from '@callboard/plugin-callboard-common';
import { isLocked } from '../rules/periods';

/** A stored period with the names of its people and its total. */
export type PeriodRow = Omit<Period, 'expected_minutes' | 'can_decide'> & {
  workspace_id: string;
};

/**
 * The API response of a period for a viewer who may see it. Every viewer but the person may decide
 * on it.
 *
 * @param expected_minutes - from the working calendar
 * @param viewer_ref - a User reference
 */
export function toPeriodResponse(
  { workspace_id: _workspace, ...period }: PeriodRow,
  expected_minutes: number,
  viewer_ref: string,
): Period {
  const { status, member_id } = period;
  return {
    ...period,
    expected_minutes,
    can_decide: isLocked(status) && member_id !== viewer_ref,
  };
}
