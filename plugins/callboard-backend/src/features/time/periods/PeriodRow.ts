import { Period } from '@callboard/plugin-callboard-common';
import { isLocked } from '../rules/periods';

/** A period as it is stored, with what its people are called and its sum. */
export type PeriodRow = Omit<Period, 'expected_minutes' | 'can_decide'> & {
  workspace_id: string;
};

/**
 * A period as it looks on the wire to somebody who may see it: whoever may, and is
 * not the person, decides on it.
 *
 * @param expected_minutes - what the working calendar expects of it
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
