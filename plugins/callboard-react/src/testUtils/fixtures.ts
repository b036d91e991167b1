import {
  allFeatures,
  type Me,
  type MyAccess,
  projectSettings,
  type Project,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import type { Entity } from '@backstage/catalog-model';

/** The default seed, so that `npm test` generates the same values each time. */
const FIXED_SEED = 20261126;

/**
 * The seed of page tests with random values, for `fc.configureGlobal`. `CALLBOARD_TEST_SEED`
 * repeats an earlier run.
 *
 * @internal
 */
export const testSeed = Number(process.env.CALLBOARD_TEST_SEED ?? FIXED_SEED);

/** The default component of entity pages in tests. @internal */
export const paymentsEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'payments-api' },
};

/** The access of a person in a portal where only super admins may read all activity. @public */
export function toMyAccess({ is_super_admin, workspaces }: Me): MyAccess {
  return {
    is_super_admin,
    may_administrate:
      is_super_admin || workspaces.some(({ role }) => role === 'admin'),
    manages_people: false,
    may_read_all_activity: is_super_admin,
    super_admins: [
      { user_ref: 'user:default/sue.super', display_name: 'Sue Super' },
    ],
    super_admin_groups: [],
  };
}

/** Max Member, a member of the default workspace; `values` replace these defaults. @internal */
export function newMe(
  values: Partial<Omit<Me, 'workspaces'>> &
    Partial<Pick<Me['workspaces'][number], 'role'>> = {},
): Me {
  const { role = 'member', ...personValues } = values;
  return {
    user_ref: 'user:default/max.member',
    display_name: 'Max Member',
    email: null,
    picture: null,
    is_super_admin: false,
    features: allFeatures,
    ...personValues,
    workspaces: [
      {
        id: toFakeId('workspace', 1),
        slug: 'default',
        name: 'Everybody',
        timezone: 'UTC',
        role,
      },
    ],
  };
}

const kinds = [
  'workspace',
  'project',
  'state',
  'label',
  'cycle',
  'item',
  'worklog',
  'period',
  'holiday',
  'dashboard',
  'widget',
  'department',
  'schedule',
  'member',
  'webhook',
  'delivery',
  'comment',
  'staff',
] as const;

/** The resource types that fakes store. @internal */
export type FakeKind = (typeof kinds)[number];

/** The id of the fake resource with this number. @internal */
export function toFakeId(kind: FakeKind, number: number): string {
  const part = String(kinds.indexOf(kind) + 1).padStart(4, '0');
  return `00000000-0000-7000-${part}-${String(number).padStart(12, '0')}`;
}

/** The creation time of all fake resources. @internal */
export const NOW = '2026-11-20T08:00:00.000Z';

/** The fields that all stored resources have. @internal */
export const createStoredFields = (kind: FakeKind, number: number) => ({
  id: toFakeId(kind, number),
  version: 1,
  created_at: NOW,
  updated_at: NOW,
});

/** A work item of a fake server's first project, in the project's first state. @internal */
export function newWorkItem(
  number: number,
  values: Partial<WorkItem>,
): WorkItem {
  return {
    ...createStoredFields('item', number),
    project_id: toFakeId('project', 1),
    identifier: `PAY-${number}`,
    title: `Item ${number}`,
    description: null,
    state_id: toFakeId('state', 1),
    state_group: 'backlog',
    priority: 'none',
    assignees: [],
    labels: [],
    estimate_points: null,
    estimate_time: null,
    cycle_id: null,
    module_id: null,
    start_date: null,
    target_date: null,
    parent_id: null,
    sort_order: number * 65_536,
    created_by: 'user:default/max.member',
    completed_at: null,
    archived_at: null,
    is_draft: false,
    source: 'callboard',
    external_id: null,
    external_url: null,
    ...values,
  };
}

/** A fake server's first project, open to everybody; `values` replace the defaults. @internal */
export function newProject(values: Partial<Project> = {}): Project {
  return {
    ...createStoredFields('project', 1),
    entity_ref: 'component:default/payments-api',
    name: 'payments-api',
    identifier: 'PAY',
    access: 'open',
    is_time_tracking_enabled: true,
    archived_at: null,
    entity_missing_since: null,
    settings: projectSettings.defaults,
    role: 'member',
    ...values,
  };
}
