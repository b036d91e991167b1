import {
  Announcement,
  CriticalEvent,
  CriticalRule,
  Dashboard,
  DashboardSchedule,
  RetentionRules,
  VerificationJob,
  Webhook,
  Widget,
} from '@callboard/plugin-callboard-common';

export interface ExampleResource {
  resource: Record<string, unknown> & { id: string };
  label: string;
  /** The fields that an update of the example changes, with their values before the update. */
  before?: object;
}

/** Returns an example id, which matches no resource. */
export const toExampleId = (number: number) =>
  `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const versionFields = {
  version: 2,
  created_at: '2026-05-04T07:30:00.000Z',
  updated_at: '2026-05-05T09:15:00.000Z',
};

// `is_favourite` depends on the user, so events omit it.
const dashboard: Omit<Dashboard, 'is_favourite'> = {
  id: toExampleId(23),
  name: 'Delivery',
  description: null,
  owner_ref: 'user:default/mona.manager',
  owner_name: 'Mona Manager',
  access: 'shared',
  is_default: false,
  config: { date_range: 'last_30_days', refresh_seconds: 60 },
  ...versionFields,
};

/** Examples of dashboards, webhooks, announcements, and the resources of privacy and integrity. */
export const exampleAdminResources = {
  dashboard: {
    resource: dashboard,
    label: dashboard.name,
    before: { name: 'Deliveries' },
  },
  dashboard_widget: {
    resource: {
      id: toExampleId(24),
      dashboard_id: dashboard.id,
      widget_type: 'work_items_chart',
      title: 'Open by state',
      config: { chart_type: 'bar', x_axis: 'STATES', metric: 'count' },
      sort_order: 65_535,
      size: { x: 0, y: 0, width: 6, height: 6 },
      ...versionFields,
    } satisfies Widget,
    label: 'Delivery › Open by state',
    before: { title: 'By state' },
  },
  dashboard_schedule: {
    resource: {
      id: toExampleId(30),
      dashboard_id: dashboard.id,
      recipient_refs: ['user:default/mona.manager'],
      frequency: 'weekly',
      weekday: 1,
      day_of_month: null,
      hour: 8,
      timezone: 'Europe/Berlin',
      format: 'pdf',
      is_enabled: true,
      next_at: '2026-05-18T06:00:00.000Z',
      last_sent_at: null,
      ...versionFields,
    } satisfies DashboardSchedule,
    label: dashboard.name,
    before: { hour: 7 },
  },
  retention: {
    resource: {
      id: toExampleId(32),
      rules: [{ workspace_id: null, class: 'views', keep_days: 90 }],
    } satisfies RetentionRules & { id: string },
    label: '',
    before: { rules: [] },
  },
  privacy: {
    resource: {
      id: toExampleId(1),
      mode: 'named',
      pseudonym_key: null,
    },
    label: '',
    before: { mode: 'pseudonymous' },
  },
  person: {
    resource: {
      id: 'user:default/jane.doe',
      display_name: 'Jane Doe',
    },
    label: 'Jane Doe',
  },
  critical_event: {
    resource: {
      id: toExampleId(33),
      rule_id: 'entity_deleted',
      workspace_id: toExampleId(1),
      activity_id: toExampleId(34),
      actor_ref: 'user:default/mona.manager',
      actor_name: 'Mona Manager',
      action: 'catalog.entity-mutate',
      entity_type: 'component',
      entity_id: 'component:default/payments',
      entity_label: 'payments',
      count: 1,
      first_at: '2026-05-18T06:00:00.000Z',
      last_at: '2026-05-18T06:00:00.000Z',
      acknowledged_at: '2026-05-18T06:10:00.000Z',
      acknowledged_by: 'user:default/alex.admin',
    } satisfies CriticalEvent,
    label: 'payments',
    before: { acknowledged_at: null, acknowledged_by: null },
  },
  critical_rule: {
    resource: {
      id: 'mass_delete',
      title: 'Mass deletion',
      description:
        'One person deletes many resources in Callboard, individually or in bulk.',
      is_enabled: true,
      count: 50,
      minutes: 5,
      rows: null,
      defaults: { is_enabled: true, count: 20, minutes: 5, rows: null },
      version: 2,
      updated_at: versionFields.updated_at,
    } satisfies CriticalRule,
    label: 'Mass deletion',
    before: { count: 20 },
  },
  erasure: {
    resource: {
      id: toExampleId(33),
      pseudonym: 'user:erased/4fq0c81zle',
      reason: 'They asked for it',
    },
    label: '',
  },
  activity_verification: {
    resource: {
      id: toExampleId(31),
      status: 'cancelled',
      started_by: 'user:default/alex.admin',
      started_at: '2026-05-18T06:00:00.000Z',
      finished_at: '2026-05-18T06:00:10.000Z',
      from: null,
      to: null,
      rows_total: 2_000_000,
      result: {
        ok: true,
        rows_checked: 800_000,
        segments_checked: 800,
        sealed_until: '2026-02-11T10:21:00.000Z',
        first_bad: null,
      },
    } satisfies VerificationJob,
    label: '',
    before: { status: 'running' },
  },
  webhook: {
    resource: {
      id: toExampleId(13),
      name: 'Build bot',
      url: 'https://ci.example.com/…',
      event_types: ['work_item.*'],
      is_active: true,
      description: null,
      consecutive_failures: 0,
      disabled_reason: null,
      last_delivery_at: '2026-05-05T09:14:00.000Z',
      last_success_at: '2026-05-05T09:14:00.000Z',
      former_secret_expires_at: null,
      ...versionFields,
    } satisfies Webhook,
    label: 'Build bot',
    before: { event_types: ['work_item.create'] },
  },
  announcement: {
    resource: {
      id: toExampleId(15),
      title: 'The office is closed on Friday',
      body: null,
      target_url: null,
      severity: 'normal',
      to: { everyone: true },
      actor_ref: 'user:default/alex.admin',
      status: 'sending',
      recipient_count: 0,
      read_count: 0,
      created_at: '2026-05-04T08:00:00.000Z',
    } satisfies Announcement,
    label: 'The office is closed on Friday',
  },
} satisfies Record<string, ExampleResource>;
