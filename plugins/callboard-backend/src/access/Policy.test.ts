import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  PermissionCriteria,
  PermissionCondition,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  callboardWorkItemReadPermission,
  permissions,
  RESOURCE_TYPE_PROJECT,
  Worklog,
} from '@callboard/plugin-callboard-common';
import {
  createWorkItemConditionalDecision,
  workItemConditions,
} from '@callboard/plugin-callboard-node';
import fc from 'fast-check';
import { createPolicy } from '../__testUtils__/createPolicy';
import { describeWithoutJobs } from '../__testUtils__/describeCallboard';
import { download } from '../__testUtils__/download';
import { numRuns } from '../__testUtils__/random';
import { people } from '../__testUtils__/startCallboard';
import { catalogEntities } from '../core/projects/__testUtils__/catalogEntities';
import { TimeFixture } from '../features/time/__testUtils__/TimeFixture';
import { CallerPolicy, Policy } from './Policy';

const inProjects = (...projects: string[]): PermissionCondition => ({
  rule: 'IS_IN_PROJECT',
  resourceType: RESOURCE_TYPE_PROJECT,
  params: { projects },
});

const inWorkspaces = (...workspaces: string[]): PermissionCondition => ({
  rule: 'IS_IN_WORKSPACE',
  resourceType: RESOURCE_TYPE_PROJECT,
  params: { workspaces },
});

const decideIf = (
  conditions: PermissionCriteria<PermissionCondition>,
): PolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'callboard',
  resourceType: RESOURCE_TYPE_PROJECT,
  conditions,
});

/** A caller's policy with one decision on everything, and a mock that counts its requests. */
function createCallerPolicy(decision: PolicyDecision) {
  const authorizeConditional = jest.fn(async () => [decision] as any);
  const policy = new Policy({ authorizeConditional, authorize: jest.fn() });
  const forUser = (user_ref: string) =>
    policy.forCaller(user_ref, mockCredentials.user());
  return { authorizeConditional, forUser };
}

/** Whether a policy does not deny a permission. */
const isAllowed = (
  policy: CallerPolicy,
  ...required: Parameters<CallerPolicy['require']>
) =>
  policy.require(...required).then(
    () => true,
    error => {
      if (error instanceof NotAllowedError) return false;
      throw error;
    },
  );

const projects = ['p1', 'p2', 'p3'].map(id => ({
  id,
  entity_ref: `component:default/${id}`,
}));

const condition = fc.oneof(
  fc
    .subarray(projects.flatMap(({ id, entity_ref }) => [id, entity_ref]))
    .map(values => inProjects(...values)),
  fc.subarray(['red', 'green']).map(slugs => inWorkspaces(...slugs)),
);

const { criteria } = fc.letrec<{
  criteria: PermissionCriteria<PermissionCondition>;
}>(tie => ({
  criteria: fc.oneof(
    { maxDepth: 3 },
    condition,
    fc.array(tie('criteria'), { minLength: 1, maxLength: 3 }).map(allOf => ({
      allOf: allOf as [PermissionCriteria<PermissionCondition>],
    })),
    fc.array(tie('criteria'), { minLength: 1, maxLength: 3 }).map(anyOf => ({
      anyOf: anyOf as [PermissionCriteria<PermissionCondition>],
    })),
    tie('criteria').map(not => ({ not })),
  ),
}));

/** The framework's two-valued meaning of criteria, for a known project. */
function meets(
  each: PermissionCriteria<PermissionCondition>,
  workspace: string,
  project: (typeof projects)[number],
): boolean {
  if ('allOf' in each) {
    return each.allOf.every(child => meets(child, workspace, project));
  }
  if ('anyOf' in each) {
    return each.anyOf.some(child => meets(child, workspace, project));
  }
  if ('not' in each) return !meets(each.not, workspace, project);
  const { workspaces, projects: values = [] } = each.params as Record<
    string,
    string[]
  >;
  return workspaces
    ? workspaces.includes(workspace)
    : values.includes(project.id) || values.includes(project.entity_ref);
}

describe('Policy', () => {
  it('allows a change of a workspace only if each of its projects meets the conditions', async () => {
    // One policy, whose cache would otherwise fill the memory. Each run uses its own user.
    const { authorizeConditional, forUser } = createCallerPolicy({
      result: AuthorizeResult.ALLOW,
    });
    let users = 0;
    await fc.assert(
      fc.asyncProperty(criteria, async conditions => {
        authorizeConditional.mockResolvedValue([decideIf(conditions)]);
        users += 1;
        const policy = forUser(`user-${users}`);
        const workspace = { slug: 'red' };
        const { create } = permissions.workItem;
        for (const project of projects) {
          expect(await isAllowed(policy, create, { workspace, project })).toBe(
            meets(conditions, 'red', project),
          );
        }
        const changes = await isAllowed(policy, create, { workspace });
        const reads = await isAllowed(policy, permissions.worklog.read, {
          workspace,
        });
        const met = projects.map(each => meets(conditions, 'red', each));
        // Other projects may exist, so the reverse does not hold.
        expect(!changes || met.every(Boolean)).toBe(true);
        expect(reads || !met.some(Boolean)).toBe(true);
      }),
      { numRuns: numRuns(200) },
    );
  });

  it('asks the policy once for all requests of a user, and again for another user', async () => {
    const { authorizeConditional, forUser } = createCallerPolicy({
      result: AuthorizeResult.ALLOW,
    });
    const { create } = permissions.workItem;
    await Promise.all([
      forUser(people.member).require(create, {}),
      forUser(people.member).require(create, {}),
    ]);
    await forUser(people.member).require(create, {});
    expect(authorizeConditional).toHaveBeenCalledTimes(1);
    await forUser(people.admin).require(create, {});
    expect(authorizeConditional).toHaveBeenCalledTimes(2);
  });

  it('allows endpoints what a condition allows by work item, because roles apply the same rule', async () => {
    const viewer = { userRef: people.member, ownershipRefs: [] };
    const { forUser } = createCallerPolicy(
      createWorkItemConditionalDecision(
        callboardWorkItemReadPermission,
        workItemConditions.isVisibleTo(viewer),
      ),
    );
    const policy = forUser(people.member);
    expect(await policy.isAllowed(callboardWorkItemReadPermission)).toBe(true);
  });

  it('returns 503 while the policy is unavailable, and requests the decision again next time', async () => {
    const { authorizeConditional, forUser } = createCallerPolicy({
      result: AuthorizeResult.ALLOW,
    });
    authorizeConditional.mockRejectedValueOnce(new Error('refused'));
    const policy = forUser(people.member);
    const { create } = permissions.workItem;
    await expect(policy.require(create, {})).rejects.toThrow(
      ServiceUnavailableError,
    );
    await policy.require(create, {});
  });

  it('fails with a server error when conditions are invalid', async () => {
    const invalid = [
      { ...inProjects(), params: { projects: 'all' } },
      { ...inProjects(), rule: 'IS_NICE' },
    ];
    for (const conditions of invalid) {
      const policy = createCallerPolicy(decideIf(conditions)).forUser('ann');
      const error: any = await policy
        .require(permissions.workItem.create, {})
        .catch(thrown => thrown);
      expect(error.name).toBe('Error');
      expect(error.message).toMatch(
        /^The condition of the portal's policy for callboard.work-item.create/,
      );
    }
  });
});

const contractors: string[] = [people.member, people.admin, people.reader];

describeWithoutJobs(
  'permission policy for time in one project',
  {
    entities: catalogEntities,
    services: [
      createPolicy(({ name }, user_ref) =>
        name.startsWith('callboard.worklog.') && contractors.includes(user_ref)
          ? decideIf(inProjects('component:default/payments-api'))
          : true,
      ),
    ],
  },
  callboard => {
    let permitted: TimeFixture;
    let denied: TimeFixture;
    let day: string;
    const root = '/workspaces/default';

    beforeAll(async () => {
      permitted = await TimeFixture.open(callboard());
      denied = await TimeFixture.open(callboard(), 'payments_api');
      await callboard()
        .as('superAdmin')
        .post(`${root}/members`, { user_ref: people.admin, role: 'admin' })
        .expect(201);
      day = permitted.newDay();
      for (const [fixture, duration_minutes] of [
        [permitted, 30],
        [denied, 45],
      ] as const) {
        await fixture.log('projectAdmin', { duration_minutes, logged_at: day });
      }
      // Makes it the time of an assignee from outside the project.
      await callboard()
        .knex('worklogs')
        .where('project_id', denied.project.pid)
        .update('logged_by', people.reader);
    });

    it.each(['member', 'admin'] as const)(
      'leaves out the time of other projects (%s)',
      async who => {
        const agent = callboard().as(who);
        const { body: list } = await agent.get(`${root}/worklogs`).expect(200);
        expect(
          list.items.map((each: Worklog) => each.duration_minutes),
        ).toEqual([30]);
        expect(list.total_minutes).toBe(30);
        const { body: sum } = await agent
          .get(`${root}/time-tracking/summary`)
          .expect(200);
        expect(sum.total_duration_minutes).toBe(30);
        const csv = await download(agent, `${root}/worklogs/export.csv`);
        expect(csv.text.trim().split('\n')).toHaveLength(2);
      },
    );

    it.each(['member', 'admin'] as const)(
      'returns 403 for the time of another project (%s)',
      async who => {
        const agent = callboard().as(who);
        const worklog = { duration_minutes: 5, logged_at: day };
        const statuses = [];
        for (const request of [
          agent.get(permitted.getItemWorklogsPath()),
          agent.get(denied.project.path),
          agent.get(denied.getItemWorklogsPath()),
          agent.post(denied.getItemWorklogsPath(), worklog),
          agent.get(`${denied.project.path}/worklogs/summary`),
        ]) {
          statuses.push((await request).status);
        }
        expect(statuses).toEqual([200, 200, 403, 403, 403]);
      },
    );

    it('leaves out the time of other projects in dashboards', async () => {
      const count = async (
        who: 'superAdmin' | 'admin',
        widget_type: string,
        metric: string,
      ) => {
        const config = { chart_type: 'number', metric };
        const { body } = await callboard()
          .as(who)
          .post(`${root}/dashboards/preview`, { widget_type, config })
          .expect(200);
        return body.value;
      };
      for (const type of ['time_chart', 'work_items_chart']) {
        expect(await count('superAdmin', type, 'logged_minutes')).toBe(75);
        expect(await count('admin', type, 'logged_minutes')).toBe(30);
      }
      expect(await count('admin', 'work_items_chart', 'count')).toBe(2);
    });

    it.each([
      ['superAdmin', 'work_items_chart', 'logged_minutes', undefined],
      ['admin', 'work_items_chart', 'count', undefined],
      ['admin', 'work_items_chart', 'logged_minutes', true],
      ['member', 'work_items_chart', 'logged_minutes', true],
      ['reader', 'time_chart', 'logged_minutes', true],
    ] as const)(
      'marks a widget as partial if the policy denies part of its time (%s, %s, %s)',
      async (who, widget_type, metric, is_partial) => {
        const agent = callboard().as(who);
        const { body: dashboard } = await agent
          .post(`${root}/dashboards`, { name: `Time of ${who}, ${metric}` })
          .expect(201);
        const widgets = `${root}/dashboards/${dashboard.id}/widgets`;
        const { body: widget } = await agent
          .post(widgets, {
            widget_type,
            config: { chart_type: 'number', metric },
          })
          .expect(201);
        const { body: data } = await agent
          .get(`${widgets}/${widget.id}/data`)
          .expect(200);
        expect(data.is_partial).toBe(is_partial);
      },
    );
  },
);
