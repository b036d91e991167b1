import {
  ChangeEvent,
  myTimePath,
  periodPath,
  writeDuration,
} from '@callboard/plugin-callboard-common';
import {
  ChangePlace,
  NotificationDeclarations,
  NotificationRule,
} from '@callboard/plugin-callboard-node';
import { valueOf } from '../../../changes/fieldsOf';
import { byWhom, personOf } from '../../work/notifications/wording';
import { spanText } from './spanText';

const keyOf = (period_id: string) => `period.submitted:${period_id}`;

/** Notifies the approver: the nearest manager, or else the admins. */
const submitted: NotificationRule = {
  name: 'period.submitted',
  on: ['period.submit'],
  toEvent(change, { workspace }) {
    const { entity_id, people } = change;
    // The person comes first, then their managers, the nearest first.
    const [, nearest] = people;
    const [logged, expected] = ['total_minutes', 'expected_minutes'].map(
      field => writeDuration(Number(valueOf(change, field))),
    );
    return {
      type: 'period.submitted',
      to: nearest ? { people: [nearest] } : { admins: true },
      title: `Approve timesheet: ${valueOf(change, 'display_name')}, ${daysOf(
        change,
      )}`,
      body: `${logged} logged, ${expected} expected.`,
      target_url: periodPath(workspace.slug, entity_id),
      reason: nearest
        ? 'You manage their department or a parent department.'
        : 'You are an admin of this workspace, and their department has no manager.',
      dedupe_key: keyOf(entity_id),
    };
  },
};

/** Withdraws the notifications to the approvers. */
const recalled: NotificationRule = {
  name: 'period.recalled',
  on: ['period.recall'],
  toEvent: () => undefined,
  withdraw: ({ entity_id }) => [keyOf(entity_id)],
};

const approved: NotificationRule = {
  name: 'period.approved',
  on: ['period.approve'],
  toEvent: (change, place) => ({
    ...toWhose(change, place),
    type: 'period.approved',
    title: `Timesheet approved: ${daysOf(change)}`,
    body: byWhom(change, 'approved your time'),
  }),
};

const rejected: NotificationRule = {
  name: 'period.rejected',
  on: ['period.reject'],
  toEvent: (change, place) => ({
    ...toWhose(change, place),
    type: 'period.rejected',
    title: `Timesheet rejected: ${daysOf(change)}`,
    body: reasonOf(change),
    severity: 'high',
  }),
};

const reopened: NotificationRule = {
  name: 'period.reopened',
  on: ['period.reopen'],
  toEvent: (change, place) => ({
    ...toWhose(change, place),
    type: 'period.reopened',
    title: `Timesheet reopened: ${daysOf(change)}`,
    body: reasonOf(change),
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
function toWhose(change: ChangeEvent, { workspace }: ChangePlace) {
  const week = String(valueOf(change, 'week_start'));
  return {
    to: { people: [String(valueOf(change, 'member_id'))] },
    target_url: myTimePath(workspace.slug, { week }),
    reason: 'This is your timesheet.',
  };
}

function daysOf(change: ChangeEvent): string {
  return spanText({
    week_start: String(valueOf(change, 'week_start')),
    week_end: String(valueOf(change, 'week_end')),
  });
}

/** The reason given by the actor. */
function reasonOf(change: ChangeEvent): string {
  const reason = String(valueOf(change, 'reason'));
  const person = personOf(change);
  return person ? `${person}: ${reason}` : reason;
}
