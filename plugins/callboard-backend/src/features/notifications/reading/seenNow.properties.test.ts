import { roleRanks } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { WorkspaceAccess } from '../../../access/Caller';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { Sight } from '../../../core/things/Sight';
import { FanOutBench } from '../__testUtils__/FanOutBench';
import { NotificationMarks } from '../marks/NotificationMarks';
import { NoticeVisibility } from '../noticeVisibility';
import { NotificationReader } from './NotificationReader';

jest.setTimeout(240_000);

const persons = ['ann', 'ben', 'cat'].map(name => `user:default/${name}`);
const visibilities: NoticeVisibility[] = [
  'workspace',
  'project',
  'project_members',
  'people',
  'admins',
  'recipients',
];

const rank = fc.constantFrom(null, ...Object.values(roleRanks));

/** What somebody is in the workspace and in its project. */
const standing = fc.record({
  workspace: rank,
  project: rank,
  owns: fc.boolean(),
});

type Standing = typeof standing extends fc.Arbitrary<infer T> ? T : never;

const world = fc.record({
  standings: fc.tuple(standing, standing, standing),
  access: fc.constantFrom('open', 'secret'),
  dashboard: fc.record({
    access: fc.constantFrom('shared', 'private'),
    owner: fc.nat({ max: persons.length - 1 }),
    is_deleted: fc.boolean(),
  }),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** The rule in the words of its page. */
function maySee(
  visibility: NoticeVisibility,
  { workspace, project, owns }: Standing,
  access: string,
): boolean {
  if (visibility === 'recipients' || workspace === roleRanks.admin) {
    return true;
  }
  const isMember = (project ?? 0) >= roleRanks.member || owns;
  const seesProject = access === 'open' || project !== null || owns;
  return (
    workspace !== null &&
    {
      workspace: true,
      people: true,
      project: seesProject,
      project_members: isMember,
      admins: false,
    }[visibility]
  );
}

/** Marks notifications that are about a dashboard and nothing else. */
const OF_DASHBOARD = 'dashboard';

/** The titles of what somebody may see in a world. */
function titlesFor(
  nth: number,
  { standings, access, dashboard }: World,
): string[] {
  const { workspace } = standings[nth];
  const readsDashboard =
    workspace !== null &&
    !dashboard.is_deleted &&
    (dashboard.access === 'shared' || dashboard.owner === nth);
  return [
    ...visibilities.filter(visibility =>
      maySee(visibility, standings[nth], access),
    ),
    ...(readsDashboard ? [OF_DASHBOARD] : []),
  ];
}

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('notifications on %s', id => {
  it('are told to, listed for, counted for and marked by those alone who may see them at that moment', async () => {
    const bench = await FanOutBench.create(await databases.init(id));
    const { knex, workspace_id } = bench;
    const { project_id } = await bench.secretWork();
    const dashboard_id = await bench.dashboard();
    const reader = new NotificationReader({
      knex,
      clock: { now: () => Date.now() + 1_000 },
    });
    const marks = new NotificationMarks({
      knex,
      clock: { now: () => Date.now() + 1_000 },
      onMarked: () => {},
      wakeAt: async () => {},
    });

    const arrange = async ({ standings, access, dashboard }: World) => {
      await knex('memberships').delete();
      await knex('project_owners').delete();
      await knex('projects').update({ access });
      await knex('dashboards').update({
        access: dashboard.access,
        owner_ref: persons[dashboard.owner],
        deleted_at: dashboard.is_deleted ? new Date() : null,
      });
      for (const [nth, { workspace, project, owns }] of standings.entries()) {
        if (workspace !== null) await bench.join([persons[nth]], workspace);
        if (project !== null) {
          await bench.join([persons[nth]], project, project_id);
        }
        if (owns) {
          await knex('project_owners').insert({
            project_id,
            owner_ref: persons[nth],
          });
        }
      }
    };
    const sightOf = (nth: number, { standings }: World) => {
      const { workspace } = standings[nth];
      const seen =
        workspace === null
          ? []
          : [
              {
                workspace: { id: workspace_id, slug: 'w' },
                role: workspace === roleRanks.admin ? 'admin' : 'guest',
              },
            ];
      return new Sight(persons[nth], seen as unknown as WorkspaceAccess[]);
    };
    let compared = 0;

    await fc.assert(
      fc.asyncProperty(world, world, async (then, now) => {
        await knex('notices').delete();
        await arrange(then);
        for (const visibility of visibilities) {
          await bench.tell({
            visibility,
            project_id,
            title: visibility,
            to: { refs: persons },
          });
        }
        await bench.tell({
          dashboard_id,
          title: OF_DASHBOARD,
          to: { refs: persons },
        });
        await bench.handOut();
        for (const [nth, user_ref] of persons.entries()) {
          const told = titlesFor(nth, then);
          const copies = await knex('notifications')
            .join('notices', 'notices.id', 'notifications.notice_id')
            .where({ user_ref })
            .pluck('title');
          expect(copies.sort()).toEqual([...told].sort());
        }
        await arrange(now);
        for (const [nth, user_ref] of persons.entries()) {
          const seenNow = titlesFor(nth, now);
          const shown = titlesFor(nth, then)
            .filter(title => seenNow.includes(title))
            .sort();
          const sight = sightOf(nth, now);
          const list = await reader.list(sight, { limit: 100 });
          expect(list.items.map(({ title }) => title).sort()).toEqual(shown);
          expect(list.unread_count).toBe(shown.length);
          const all: string[] = await knex('notifications')
            .where({ user_ref })
            .pluck('id');
          expect(await marks.markMany(sight, all, { is_read: false })).toBe(
            shown.length,
          );
          expect(await marks.markAllRead(sight, {})).toBe(shown.length);
          compared += shown.length;
        }
      }),
      { numRuns: 30 },
    );
    expect(compared).toBeGreaterThan(50);
    await knex.destroy();
  });
});
