import { roleRanks, visibilities } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { countBy, groupBy, mapValues } from 'lodash';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { createId } from '../../database/ids';
import { addRows } from '../../features/activity/__testUtils__/activityRows';
import { ActivityRow } from '../../changes/ActivityLog';
import { ActivityReader } from '../../features/activity/ActivityReader';
import { countAll } from '../../features/activity/__testUtils__/countAll';
import { ProjectAudience } from '../../core/projects/ProjectAudience';
import { noRoles } from './whereProjectVisible';
import { formatChannelKey } from '../../core/live/channelNames';
import { getChangeChannels } from '../../core/live/createSignalsPublisher';
import { listChannelKeys } from '../../core/live/listLiveChannels';
import { canSeeEvent } from './whereVisible';
import { numRuns } from '../../__testUtils__/random';

const persons = ['ann', 'ben', 'cat', 'dan'].map(
  name => `user:default/${name}`,
);
const projects = [0, 1, 2];
const day = 86_400_000;
const start = Date.UTC(2026, 4, 1);

const rank = fc.constantFrom(
  null,
  roleRanks.guest,
  roleRanks.member,
  roleRanks.admin,
);

/** The roles of a user in the workspace and in each of its projects. */
const membership = fc.record({
  workspace: rank,
  projects: fc.tuple(rank, rank, rank),
  owns: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
});

const row = fc.record({
  actor: fc.constantFrom(...persons),
  visibility: fc.constantFrom(...visibilities),
  project: fc.constantFrom(...projects),
  people: fc.uniqueArray(fc.constantFrom(...persons), { maxLength: 2 }),
  at: fc.integer({ min: start, max: start + 4 * day }),
  action: fc.constantFrom('create', 'update'),
  entity_type: fc.constantFrom('project', 'label'),
  is_detail: fc.boolean(),
});

const fixture = fc.record({
  members: fc.tuple(membership, membership, membership, membership),
  secret: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  rows: fc.array(row, { minLength: 10, maxLength: 40 }),
  /** The number of counted rows. */
  counted: fc.nat({ max: 40 }),
});

type GeneratedCase = typeof fixture extends fc.Arbitrary<infer T> ? T : never;

const config = {
  superAdmins: [],
  workspaces: { default: { autoJoin: 'none' } },
} as any;

/** Creates the generated workspace; returns its id and those of its projects. */
async function build(knex: Knex, { members, secret }: GeneratedCase) {
  const now = new Date(start);
  const workspace_id = createId(start);
  const dated = { version: 1, created_at: now, updated_at: now };
  await knex('workspaces').insert({
    id: workspace_id,
    slug: workspace_id,
    name: 'World',
    timezone: 'UTC',
    week_start: 1,
    settings: '{}',
    ...dated,
  });
  const ids = projects.map(() => createId(start));
  await knex('projects').insert(
    ids.map((id, index) => ({
      id,
      workspace_id,
      entity_ref: `system:default/${id}`,
      name: id,
      sort_name: id,
      identifier: `P${index}`,
      access: secret[index] ? 'secret' : 'open',
      is_time_tracking_enabled: true,
      settings: '{}',
      ...dated,
    })),
  );
  const memberships = members.flatMap((has, person) =>
    [has.workspace, ...has.projects].flatMap((grantedRank, at) =>
      grantedRank === null
        ? []
        : {
            id: createId(start),
            workspace_id,
            scope: at === 0 ? 'workspace' : 'project',
            scope_id: [workspace_id, ...ids][at],
            user_ref: persons[person],
            sort_name: persons[person],
            rank: grantedRank,
            ...dated,
          },
    ),
  );
  // A group per person, through which they own their projects.
  const owners = members.flatMap((has, person) =>
    ids.flatMap((project_id, index) =>
      has.owns[index] ? { project_id, owner_ref: toGroupRef(person) } : [],
    ),
  );
  if (memberships.length > 0) await knex('memberships').insert(memberships);
  if (owners.length > 0) await knex('project_owners').insert(owners);
  return { workspace_id, ids };
}

function toGroupRef(person: number): string {
  return `group:default/of-${person}`;
}

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('activity log on %s', databaseId => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await knex('ownership_refs').insert(
      persons.map((user_ref, index) => ({
        user_ref,
        owner_ref: toGroupRef(index),
      })),
    );
  });

  it('shows each user exactly the visible rows in lists, totals and summaries @full-postgres', async () => {
    const seen: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fixture, async generated => {
        const { workspace_id, ids } = await build(knex, generated);
        const rows = generated.rows.map(
          ({ actor, project, at, visibility, people, ...rest }) => ({
            ...rest,
            visibility,
            user_id: actor,
            user_name: actor,
            created_at: at,
            source: 'backend' as const,
            project_id: /^project/.test(visibility) ? ids[project] : null,
            people: visibility === 'people' ? people : [],
          }),
        );
        const early = rows.slice(0, generated.counted);
        const added: ActivityRow[] = [];
        if (early.length > 0) {
          added.push(...(await addRows(knex, workspace_id, early)));
          await countAll(knex);
        }
        if (rows.length > early.length) {
          const late = rows.slice(generated.counted);
          added.push(...(await addRows(knex, workspace_id, late)));
        }
        for (const [person, user_ref] of persons.entries()) {
          const { workspace, ...inProjects } = generated.members[person];
          if (workspace !== null) {
            await compareWithLive(user_ref, added, ids, generated);
          }
          if (workspace === null || workspace === roleRanks.admin) {
            continue;
          }
          const is_guest = workspace === roleRanks.guest;
          const hasJoined = (project: number) =>
            inProjects.owns[project] ||
            (inProjects.projects[project] ?? 0) >= roleRanks.member;
          const visible = await allowed(user_ref, added, ids, generated);
          const expected = visible.filter(
            ({ user_id, visibility, project_id }) =>
              !is_guest ||
              user_id === user_ref ||
              visibility === 'people' ||
              (project_id && hasJoined(ids.indexOf(project_id))),
          );
          expected.forEach(({ visibility, user_id }) => {
            const kind = user_id === user_ref ? 'own' : visibility;
            seen[kind] = (seen[kind] ?? 0) + 1;
          });
          await compare({ workspace_id, user_ref, is_guest, expected });
        }
      }),
      { numRuns: numRuns(9) },
    );
    // Enough rows of each kind are visible; otherwise the test would prove nothing.
    expect(mapValues(seen, count => count > 3)).toEqual({
      own: true,
      workspace: true,
      project: true,
      project_members: true,
      people: true,
    });
  });

  /** The rows that a user may see, by the rule for each row. */
  async function allowed(
    user_ref: string,
    rows: readonly ActivityRow[],
    ids: readonly string[],
    { secret }: GeneratedCase,
  ): Promise<ActivityRow[]> {
    const audience = new ProjectAudience(config);
    const roles = new Map<string | null, typeof noRoles>();
    for (const id of ids) {
      const { roles: found } = await audience.readRolesAndAccess(knex, id, [
        user_ref,
      ]);
      roles.set(id, found.get(user_ref) ?? noRoles);
      // The workspace's roles also apply without a project.
      roles.set(null, { ...roles.get(id)!, project: null, owns: false });
    }
    return rows.filter(({ project_id, ...seen }) =>
      canSeeEvent({ user_ref, roles: roles.get(project_id)! }, {
        ...seen,
        project: project_id && {
          access: secret[ids.indexOf(project_id)] ? 'secret' : 'open',
        },
      } as Parameters<typeof canSeeEvent>[1]),
    );
  }

  /** Checks that a user gets live signals for exactly the rows they may see. */
  async function compareWithLive(
    user_ref: string,
    rows: readonly ActivityRow[],
    ids: readonly string[],
    generated: GeneratedCase,
  ) {
    const caller = { user_ref, is_super_admin: false };
    const mine = await listChannelKeys(knex, caller);
    const ownChannelKeys = new Set(mine.map(formatChannelKey));
    const visible = rows.filter(({ user_id, user_name, people, ...rest }) =>
      getChangeChannels(
        {
          ...rest,
          people: [...people],
          actor: { user_ref: user_id, display_name: user_name },
        },
        id => (generated.secret[ids.indexOf(id)] ? 'secret' : 'open'),
      ).some(key => ownChannelKeys.has(formatChannelKey(key))),
    );
    expect(visible.map(({ id }) => id)).toEqual(
      (await allowed(user_ref, rows, ids, generated)).map(({ id }) => id),
    );
  }

  /** Compares the results of all log endpoints, with filters. */
  async function compare({
    workspace_id,
    user_ref,
    is_guest,
    expected,
  }: {
    workspace_id: string;
    user_ref: string;
    is_guest: boolean;
    expected: ActivityRow[];
  }) {
    const reader = new ActivityReader(knex);
    const filters = [
      {},
      { user_id: user_ref },
      { user_id: persons[0] },
      { action: 'update', entity_type: 'label' },
      { start: '2026-05-02', end: '2026-05-03' },
    ];
    for (const filter of filters) {
      for (const zone of ['UTC', 'Asia/Kolkata']) {
        const selection = {
          scope: {
            kind: 'workspace' as const,
            workspace_id,
            seenBy: { user_ref, is_guest },
          },
          filter,
          zone,
        };
        const expectedRows = expected.filter(
          one =>
            !one.is_detail &&
            (filter.user_id ?? one.user_id) === one.user_id &&
            (filter.action ?? one.action) === one.action &&
            (filter.entity_type ?? one.entity_type) === one.entity_type &&
            (filter.start ?? '') <= getLocalDay(one, zone) &&
            (filter.end ?? '9') >= getLocalDay(one, zone),
        );
        const { activities, total } = await reader.list(selection, {
          limit: 200,
          total: true,
        });
        expect(activities.map(({ id }) => id).sort()).toEqual(
          expectedRows.map(({ id }) => id).sort(),
        );
        expect(total).toBe(expectedRows.length);
        const summary = await reader.summarize(selection, {
          weekStart: 1,
          limit: 200,
          group_by: ['user', 'action'],
        });
        expect(summary.total).toBe(expectedRows.length);
        expect(asCounts(summary.by_user, 'user_id')).toEqual(
          countBy(expectedRows, 'user_id'),
        );
        expect(asCounts(summary.by_entity_type, 'entity_type')).toEqual(
          countBy(expectedRows, 'entity_type'),
        );
        expect(asCounts(summary.by_day, 'date')).toEqual(
          countBy(expectedRows, one => getLocalDay(one, zone)),
        );
        expect(summary.rows).toHaveLength(
          Object.keys(
            groupBy(expectedRows, one => `${one.user_id} ${one.action}`),
          ).length,
        );
      }
    }
  }
});

function asCounts<T extends { count: number }>(groups: T[], key: keyof T) {
  return Object.fromEntries(groups.map(group => [group[key], group.count]));
}

/** Kolkata is five and a half hours ahead, all year round. */
function getLocalDay({ created_at }: ActivityRow, zone: string): string {
  const ahead = zone === 'UTC' ? 0 : 5.5 * 3_600_000;
  return new Date(created_at + ahead).toISOString().slice(0, 10);
}
