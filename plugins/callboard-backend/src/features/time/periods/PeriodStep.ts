import { ConflictError } from '@backstage/errors';
import { Period, PeriodAction } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import {
  buildSubjectMetadata,
  ResourceChange,
} from '../../../changes/ResourceChange';
import { WorkspaceRow } from '../../../access/Caller';
import { createId } from '../../../database/ids';
import { getDateInZone } from '../../../database/zones';
import { createFieldError } from '../../../http/errors';
import { getStatusAfter, PeriodSpan } from '../rules/periods';
import { formatPeriodLabel, PeriodRow } from './PeriodRow';

export interface PeriodStepInput {
  action: PeriodAction;
  reason: string | null;
}

export interface PeriodTransition {
  change: Change;
  input: PeriodStepInput;
  before: PeriodRow;
  after: PeriodRow;
}

const pastTenses: Record<PeriodAction, string> = {
  submit: 'submitted',
  recall: 'recalled',
  approve: 'approved',
  reject: 'rejected',
  reopen: 'reopened',
};

/**
 * Applies an action to a stored period, or to the span of a period that was never submitted.
 *
 * @throws InvalidRequestError when a period is submitted before it begins
 * @throws ConflictError when the period's status does not allow the action
 */
export function takePeriodStep(
  change: Change,
  input: PeriodStepInput,
  { id: workspace_id, timezone }: WorkspaceRow,
  period: PeriodRow | PeriodSpan,
): PeriodTransition {
  const { now, actor } = change;
  const { action, reason } = input;
  const { week_start, week_end } = period;
  const at = new Date(now).toISOString();
  const today = getDateInZone(now, timezone);
  if (action === 'submit' && week_start > today) {
    throw createFieldError(
      'body.week',
      `the timesheet ${week_start} to ${week_end} has not started yet: today is ${today}`,
    );
  }
  const before: PeriodRow =
    'id' in period
      ? period
      : {
          id: createId(now),
          workspace_id,
          member_id: actor.user_ref,
          display_name: actor.display_name,
          ...period,
          status: 'open',
          total_minutes: 0,
          submitted_at: null,
          decided_by: null,
          decided_by_name: null,
          decided_at: null,
          reason: null,
          version: 0,
          created_at: at,
          updated_at: at,
        };
  const status = getStatusAfter(before.status, action);
  if (!status) {
    throw new ConflictError(
      `The timesheet is ${before.status} and cannot be ${pastTenses[action]}`,
    );
  }
  const after: PeriodRow = {
    ...before,
    status,
    ...(action === 'submit' && { submitted_at: at }),
    ...(action === 'recall' && { submitted_at: null }),
    ...(action !== 'submit' &&
      action !== 'recall' && {
        decided_by: actor.user_ref,
        decided_by_name: actor.display_name,
        decided_at: at,
        reason,
      }),
    version: before.version + 1,
    updated_at: at,
  };
  return { change, input, before, after };
}

/** Fields that are not recorded, because they follow from other fields or depend on the viewer. */
const derived = ['display_name', 'decided_by_name', 'can_decide'];

/**
 * Builds the activity entry of an action on a period. The period's person is the subject of a
 * decision, because its reason is about that person.
 *
 * @param managers - the managers of the period's person, the nearest first. Only the person, these
 *   managers and admins may see the entry
 */
export function toPeriodActivity(
  workspace_id: string,
  action: PeriodAction,
  { before, after }: { before: Period | null; after: Period },
  managers: readonly string[],
  actor: { user_ref: string },
): ResourceChange<'period'> {
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
    metadata: buildSubjectMetadata(actor, member_id),
  };
}
