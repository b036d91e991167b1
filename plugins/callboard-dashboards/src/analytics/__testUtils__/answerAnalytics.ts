import type {
  Analytics,
  AnalyticsTab,
  ComparedNumber,
} from '@callboard/plugin-callboard-common';
import {
  createExampleItem,
  toFakeId,
  newProject,
  NOW,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeDashboards } from '../../__testUtils__/FakeDashboards';

/** Creates a number with its value in the previous period. */
export const toComparedNumber = (
  count: number,
  filter_count: number | null = count,
): ComparedNumber => ({ count, filter_count });

const common = {
  range: { start: '2026-10-23', end: '2026-11-21' },
  previous_range: { start: '2026-09-23', end: '2026-10-22' },
  computed_at: NOW,
};

const payments = {
  project_id: toFakeId('project', 1),
  name: 'payments-api',
};

/** The default response of each tab. */
export const defaultAnalytics = {
  overview: {
    tab: 'overview',
    ...common,
    projects: toComparedNumber(1, 0),
    members: toComparedNumber(0),
    work_items: toComparedNumber(90, 120),
    completed: toComparedNumber(112, 100),
    cycles: toComparedNumber(2),
    modules: toComparedNumber(0),
    logged_minutes: toComparedNumber(150, 60),
  },
  'work-items': {
    tab: 'work-items',
    ...common,
    projects: [
      {
        ...payments,
        created: toComparedNumber(12, 9),
        completed: toComparedNumber(7, 9),
        started: toComparedNumber(3),
        overdue: toComparedNumber(2, 1),
      },
      {
        project_id: toFakeId('project', 2),
        name: 'Checkout',
        created: toComparedNumber(20),
        completed: toComparedNumber(1, 0),
        started: toComparedNumber(0),
        overdue: toComparedNumber(0),
      },
    ],
    totals: {
      created: toComparedNumber(32, 29),
      completed: toComparedNumber(8, 9),
      started: toComparedNumber(3),
      overdue: toComparedNumber(2, 1),
    },
    truncated: false,
    over_time: [
      { key: '2026-11-20', created: 30, completed: 5 },
      { key: '2026-11-21', created: 2, completed: 3 },
    ],
    interval: 'day',
  },
  people: {
    tab: 'people',
    ...common,
    people: [
      {
        user_ref: 'user:default/max.member',
        name: 'Max Member',
        assigned: toComparedNumber(5, 2),
        completed: toComparedNumber(4, 6),
        logged_minutes: toComparedNumber(150, 60),
      },
      {
        user_ref: 'user:default/mona.manager',
        name: 'Mona Manager',
        assigned: toComparedNumber(1),
        completed: toComparedNumber(9),
        logged_minutes: toComparedNumber(0),
      },
    ],
    truncated: false,
  },
  time: {
    tab: 'time',
    ...common,
    logged_minutes: toComparedNumber(200, 100),
    billable_minutes: toComparedNumber(150, 70),
    people: toComparedNumber(2, 3),
    projects: [{ ...payments, logged_minutes: toComparedNumber(200, 100) }],
    activity_types: [
      { activity_type: 'review', logged_minutes: toComparedNumber(150, 100) },
      { activity_type: null, logged_minutes: toComparedNumber(50, 0) },
    ],
    truncated: false,
    over_time: [
      { key: '2026-11-20', logged_minutes: 150 },
      { key: '2026-11-21', logged_minutes: 50 },
    ],
    interval: 'day',
  },
} satisfies Record<AnalyticsTab, Analytics>;

/** Answers the requests of the Analytics page; tests can change the numbers later. */
export function answerAnalytics(
  server: FakeDashboards,
): Record<AnalyticsTab, Analytics> {
  const numbers: Record<AnalyticsTab, Analytics> = { ...defaultAnalytics };
  const project = server.insert('projects', newProject());
  server.insert('departments', {
    id: toFakeId('department', 1),
    name: 'Payments',
  });
  server.answer({
    listResources: () => ({
      items: [
        createExampleItem('listResources', {
          type: 'project',
          id: project.id,
          title: project.name,
          workspace_slug: 'default',
          url: '/catalog/default/component/payments-api/work',
        }),
      ],
      deleted: [],
    }),
    getAnalytics: ({ query }) =>
      numbers[(query.get('tab') ?? 'overview') as AnalyticsTab],
  });
  return numbers;
}
