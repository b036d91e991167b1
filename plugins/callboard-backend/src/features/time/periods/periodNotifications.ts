import {
  ChangeEvent,
  buildMyTimePath,
  buildPeriodPath,
  formatDuration,
} from '@callboard/plugin-callboard-common';
import {
  NotificationDeclarations,
  NotificationRule,
} from '@callboard/plugin-callboard-node';
import { isEqual } from 'lodash';
import { DateTime } from 'luxon';
import { getFieldValue } from '../../../changes/changeEvents';
import {
  describeChange,
  getPersonName,
} from '../../work/notifications/itemEvents';
import { getPeriodSpan, PeriodSpan } from '../rules/periods';

const getDedupeKey = (period_id: string) => `period.submitted:${period_id}`;

/** Notifies the nearest manager, or the admins if the person has no manager. */
const submittedRule: NotificationRule = {
  name: 'period.submitted',
  on: ['period.submit'],
  toEvent(change, { workspace }) {
    const { entity_id, people } = change;
    // `people` contains the person, then the person's managers, the nearest first.
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
        : 'You are an admin of this workspace, and the person has no manager in it.',
      dedupe_key: getDedupeKey(entity_id),
    };
  },
};

/** Withdraws the notifications sent to approvers. */
const recalledRule: NotificationRule = {
  name: 'period.recalled',
  on: ['period.recall'],
  toEvent: () => undefined,
  withdraw: ({ entity_id }) => [getDedupeKey(entity_id)],
};

function createDecisionRule(
  action: 'approve' | 'reject' | 'reopen',
  pastTense: string,
  formatBody: (change: ChangeEvent) => string | null,
  severity?: 'high',
): NotificationRule {
  const type = `period.${pastTense}`;
  return {
    name: type,
    on: [`period.${action}`],
    toEvent: (change, { workspace }) => ({
      type,
      to: { people: [String(getFieldValue(change, 'member_id'))] },
      title: `Timesheet ${pastTense}: ${formatPeriod(change)}`,
      body: formatBody(change),
      target_url: buildMyTimePath(workspace.slug, {
        week: String(getFieldValue(change, 'week_start')),
      }),
      reason: 'This is your timesheet.',
      ...(severity && { severity }),
    }),
  };
}

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
  rules: [
    submittedRule,
    recalledRule,
    createDecisionRule('approve', 'approved', change =>
      describeChange(change, 'approved your time'),
    ),
    createDecisionRule('reject', 'rejected', formatReason, 'high'),
    createDecisionRule('reopen', 'reopened', formatReason),
  ],
};

function formatPeriod(change: ChangeEvent): string {
  return formatPeriodSpan({
    week_start: String(getFieldValue(change, 'week_start')),
    week_end: String(getFieldValue(change, 'week_end')),
  });
}

/** Formats the days of a period, such as "16 to 22 November 2026" and "November 2026". */
export function formatPeriodSpan(span: PeriodSpan): string {
  const [first, last] = [span.week_start, span.week_end].map(date =>
    DateTime.fromISO(date, { zone: 'utc' }).setLocale('en-GB'),
  );
  if (isEqual(getPeriodSpan(span.week_start, 'month', 1), span)) {
    return last.toFormat('MMMM yyyy');
  }
  const year = first.hasSame(last, 'year') ? '' : ' yyyy';
  const format = first.hasSame(last, 'month') ? 'd' : `d MMMM${year}`;
  return `${first.toFormat(format)} to ${last.toFormat('d MMMM yyyy')}`;
}

/** Formats the reason of a decision, preceded by the actor's name if the actor is a person. */
function formatReason(change: ChangeEvent): string {
  const reason = String(getFieldValue(change, 'reason'));
  const person = getPersonName(change);
  return person ? `${person}: ${reason}` : reason;
}
