import {
  ChangeEvent,
  buildMyTimePath,
  buildPeriodPath,
  formatDuration,
} from '@callboard/plugin-callboard-common';
import {
  ChangeScope,
  NotificationDeclarations,
  NotificationRule,
} from '@callboard/plugin-callboard-node';
import { getFieldValue } from '../../../changes/fieldsOf';
import {
  describeChange,
  getPersonName,
} from '../../work/notifications/itemEvents';
import { formatPeriodSpan } from './formatPeriodSpan';

const getDedupeKey = (period_id: string) => `period.submitted:${period_id}`;

/** Notifies the approver: the nearest manager, or else the admins. */
const submitted: NotificationRule = {
  name: 'period.submitted',
  on: ['period.submit'],
  toEvent(change, { workspace }) {
    const { entity_id, people } = change;
    // The person comes first, then their managers, the nearest first.
    const [, nearest] = people;
    const [logged, expected] = ['total_minutes', 'expected_minutes'].map(
      field => formatDuration(Number(getFieldValue(change, field))),
    );
    return {
      type: 'period.submitted',
      to: nearest ? { people: [nearest] } : { admins: true },
      title: `Approve timesheet: ${getFieldValue(
        change,
        'display_name',
      )}, ${formatPeriod(change)}`,
      body: `${logged} logged, ${expected} expected.`,
      target_url: buildPeriodPath(workspace.slug, entity_id),
      reason: nearest
        ? 'You manage their department or a parent department.'
        : 'You are an admin of this workspace, and their department has no manager.',
      dedupe_key: getDedupeKey(entity_id),
    };
  },
};

/** Withdraws the notifications to the approvers. */
const recalled: NotificationRule = {
  name: 'period.recalled',
  on: ['period.recall'],
  toEvent: () => undefined,
  withdraw: ({ entity_id }) => [getDedupeKey(entity_id)],
};

const approved: NotificationRule = {
  name: 'period.approved',
  on: ['period.approve'],
  toEvent: (change, scope) => ({
    ...toWhose(change, scope),
    type: 'period.approved',
    title: `Timesheet approved: ${formatPeriod(change)}`,
    body: describeChange(change, 'approved your time'),
  }),
};

const rejected: NotificationRule = {
  name: 'period.rejected',
  on: ['period.reject'],
  toEvent: (change, scope) => ({
    ...toWhose(change, scope),
    type: 'period.rejected',
    title: `Timesheet rejected: ${formatPeriod(change)}`,
    body: formatReason(change),
    severity: 'high',
  }),
};

const reopened: NotificationRule = {
  name: 'period.reopened',
  on: ['period.reopen'],
  toEvent: (change, scope) => ({
    ...toWhose(change, scope),
    type: 'period.reopened',
    title: `Timesheet reopened: ${formatPeriod(change)}`,
    body: formatReason(change),
  }),
};

/** Notifications about submitting and approving time. */
export const periodNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'period.submitted',
      label: 'Timesheet to approve',
      description:
        'Sent to the manager of the person, or to the admins of the workspace if there is no manager.',
    },
    { type: 'period.approved', label: 'Timesheet approved' },
    { type: 'period.rejected', label: 'Timesheet rejected' },
    { type: 'period.reopened', label: 'Timesheet reopened' },
  ],
  rules: [submitted, recalled, approved, rejected, reopened],
};

/** The common fields of notifications to the person of a period. */
function toWhose(change: ChangeEvent, { workspace }: ChangeScope) {
  const week = String(getFieldValue(change, 'week_start'));
  return {
    to: { people: [String(getFieldValue(change, 'member_id'))] },
    target_url: buildMyTimePath(workspace.slug, { week }),
    reason: 'This is your timesheet.',
  };
}

function formatPeriod(change: ChangeEvent): string {
  return formatPeriodSpan({
    week_start: String(getFieldValue(change, 'week_start')),
    week_end: String(getFieldValue(change, 'week_end')),
  });
}

/** The reason given by the actor. */
function formatReason(change: ChangeEvent): string {
  const reason = String(getFieldValue(change, 'reason'));
  const person = getPersonName(change);
  return person ? `${person}: ${reason}` : reason;
}
