import { Period, PeriodAction } from '@callboard/plugin-callboard-common';
import { RecordedChange } from '../../../changes/RecordedChange';
import { formatPeriodLabel } from './formatPeriodLabel';

/** Fields that the entry shows elsewhere or that depend on the viewer. */
const derived = ['display_name', 'decided_by_name', 'can_decide'];

/**
 * The activity entry of an action on a period.
 *
 * @param managers - of its person, the nearest first; only they, the person and admins
 *   may see it
 */
export function toPeriodActivity(
  workspace_id: string,
  action: PeriodAction,
  { before, after }: { before: Period | null; after: Period },
  managers: readonly string[],
): RecordedChange<'period'> {
  const { id, member_id } = after;
  return {
    workspace_id,
    visibility: 'people',
    people: [member_id, ...managers],
    entity_type: 'period',
    entity_id: id,
    entity_label: formatPeriodLabel(after),
    action,
    before,
    after,
    derived,
  };
}
