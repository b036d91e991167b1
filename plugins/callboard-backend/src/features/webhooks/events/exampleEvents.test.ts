import {
  activitySeal,
  announcement,
  calendarFeed,
  webhookEventTypes,
  criticalEvent,
  criticalRule,
  verificationJob,
  EntityType,
  cycle,
  dashboard,
  dashboardSchedule,
  department,
  departmentLink,
  label,
  member,
  period,
  project,
  erasure,
  retentionRules,
  staffMember,
  timer,
  uuid,
  webhook,
  webhookPayload,
  widget,
  workItem,
  workItemComment,
  worklog,
  holiday,
  timeOff,
  workSchedule,
  workModule,
  workspace,
  workState,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { exampleEvents } from './exampleEvents';

const schemas: Partial<Record<EntityType | 'activity', z.ZodType>> = {
  workspace,
  workspace_member: member,
  project,
  project_member: member,
  department,
  department_link: departmentLink,
  staff: staffMember,
  work_item: workItem,
  work_item_comment: workItemComment,
  worklog,
  holiday,
  time_off: timeOff,
  work_schedule: workSchedule,
  period,
  calendar_feed: calendarFeed,
  // Beside what is on the wire, what tells it from others.
  timer: timer.extend({ id: uuid, work_item_id: uuid }),
  dashboard: dashboard.omit({ is_favourite: true }),
  dashboard_widget: widget,
  dashboard_schedule: dashboardSchedule,
  work_state: workState,
  label,
  cycle,
  module: workModule,
  webhook,
  announcement,
  person: z.strictObject({ id: z.string(), display_name: z.string() }),
  retention: z.strictObject({ id: uuid, ...retentionRules.shape }),
  privacy: z.strictObject({
    id: uuid,
    mode: z.enum(['named', 'pseudonymous', 'off']),
    pseudonym_key: z.string().nullable(),
  }),
  critical_event: criticalEvent,
  critical_rule: criticalRule,
  erasure: erasure.pick({ id: true, pseudonym: true, reason: true }),
  activity_verification: verificationJob,
  activity: activitySeal,
};

describe('the examples of events', () => {
  const events = exampleEvents('01900000-0000-7000-8000-000000000099');

  it('are one of each type', () => {
    expect(events.map(({ type }) => type)).toEqual(webhookEventTypes);
  });

  it.each(webhookEventTypes)('have a body of %s as it is sent', type => {
    const { example } = events.find(event => event.type === type)!;
    webhookPayload.parse(example);
    expect(example.type).toBe(type);
    const [entityType] = type.split('.') as [keyof typeof schemas];
    if (example.data) {
      schemas[entityType]!.parse(example.data);
    }
  });

  it('have changes where something was updated', () => {
    const updates = events.filter(({ type }) => type.endsWith('.update'));
    expect(
      updates.filter(({ example }) => example.activity.changes.length === 0),
    ).toEqual([]);
  });
});
