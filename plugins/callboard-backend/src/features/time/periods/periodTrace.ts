import { Period, PeriodAct } from '@callboard/plugin-callboard-common';
import { RecordedChange } from '../../../changes/RecordedChange';
import { periodLabel } from './periodLabel';

/** What a trace shows otherwise, or differs by who looks. */
const derived = ['display_name', 'decided_by_name', 'can_decide'];

/**
 * The trace of something that happened to a period.
 *
 * @param managers - those of its person, the nearest first; beside the person they
 *   alone may see it, and admins
 */
export function periodTrace(
  workspace_id: string,
  action: PeriodAct,
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
    entity_label: periodLabel(after),
    action,
    before,
    after,
    derived,
  };
}
