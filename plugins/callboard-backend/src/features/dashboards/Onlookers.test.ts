import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { silent } from '../../__testUtils__/spine';
import { people, testEntities } from '../../__testUtils__/startCallboard';
import { Absentees } from '../../access/Absentees';
import { OwnershipStore } from '../../access/OwnershipStore';
import { landscape, thing } from '../../core/projects/__testUtils__/landscape';
import {
  viewerOf,
  whereProjectVisible,
} from '../../core/projects/whereProjectVisible';
import { GroupMembers } from '../../core/people/GroupMembers';
import { PeopleService } from '../../core/people/PeopleService';
import { PeopleStore } from '../../core/people/PeopleStore';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { WorkspaceStore } from '../../core/workspaces/WorkspaceStore';
import { Onlookers } from './Onlookers';

const TEAM = 'group:default/team-a';
const BOSSES = 'group:default/bosses';
const QUARTER_MS = 15 * 60_000;

const groupOf = (name: string, members: string[]) =>
  thing('Group', name, {
    relations: members.map(targetRef => ({ type: 'hasMember', targetRef })),
  });

describeCallboard('onlookers', { entities: landscape }, callboard => {
  let now = Date.now();
  let entities: Entity[];
  let isAway: boolean;
  let lookUps: number;
  let lost: string[];
  let workspace_id: string;

  beforeAll(async () => {
    await callboard().as('guest').get('/me').expect(200);
    const { body } = await callboard()
      .as('superAdmin')
      .put(
        '/workspaces/default/projects/by-entity/component/default/payments-api',
      )
      .expect(200);
    await callboard()
      .as('superAdmin')
      .patch(`/workspaces/default/projects/${body.id}`, { access: 'secret' })
      .expect(200);
    ({ id: workspace_id } = await callboard()
      .knex('workspaces')
      .where({ slug: 'default' })
      .first('id'));
    await callboard().as('superAdmin').post('/workspaces/default/members', {
      user_ref: people.guest,
      role: 'guest',
    });
  });

  beforeEach(async () => {
    // A day later, the cache no longer has the portal's answers from the test before.
    now += 24 * 60 * 60_000;
    isAway = false;
    lookUps = 0;
    lost = [];
    entities = [...testEntities, groupOf('team-a', [people.guest])];
    await store().replace(
      people.guest,
      new Set([people.guest, TEAM, BOSSES, 'group:default/owns-nothing']),
    );
    await callboard()
      .knex('ownership_refs')
      .where({ user_ref: people.guest, owner_ref: people.guest })
      .update({ seen_at: new Date(now) });
  });

  function store() {
    return new OwnershipStore({
      knex: callboard().knex,
      clock: { now: () => now },
      onLost: async (_, refs) => {
        lost.push(...refs);
      },
    });
  }

  /** As in a process that has just started. */
  function onlookers(): Onlookers {
    const { knex } = callboard();
    const catalog = catalogServiceMock.mock({
      getEntitiesByRefs: async (request, options) => {
        lookUps += 1;
        if (isAway) {
          throw new Error('away');
        }
        return catalogServiceMock({ entities }).getEntitiesByRefs(
          request,
          options,
        );
      },
    });
    const auth = mockServices.auth();
    const clock = { now: () => now };
    const known = new PeopleService({
      ...{ store: new PeopleStore(knex), catalog, auth, clock },
      logger: silent,
    });
    const superAdmins = [BOSSES];
    return new Onlookers({
      ...{ knex, superAdmins, people: known },
      workspaces: new WorkspaceDirectory(new WorkspaceStore(knex)),
      absentees: new Absentees({
        ...{ clock, superAdmins, people: known, store: store() },
        groups: new GroupMembers({ catalog, auth }),
      }),
    });
  }

  /**
   * The role of the guest and how many projects they see, without a request of theirs.
   */
  async function seen(who = onlookers()) {
    const found = await who.find(workspace_id, people.guest);
    if (!found) {
      return 'nothing';
    }
    const projects = await whereProjectVisible(
      callboard().knex('projects').whereNull('deleted_at'),
      viewerOf(found),
    );
    return `${found.role} ${projects.length}`;
  }

  it('see what they saw when they called just now', async () => {
    entities = [...testEntities, groupOf('team-a', [])];
    expect(await seen()).toBe('admin 1');
    expect(lost).toEqual([]);
  });

  it('see later what the Groups own that the catalog has them in', async () => {
    now += QUARTER_MS + 1;
    expect(await seen()).toBe('member 1');
    expect(lost).toEqual([BOSSES]);
    expect(await seen()).toBe('member 1');
    expect(lost).toEqual([BOSSES]);
  });

  it('see nothing of a Group that they have left', async () => {
    now += QUARTER_MS + 1;
    entities = [...testEntities, groupOf('team-a', [people.member])];
    expect(await seen()).toBe('member 0');
    expect(lost).toEqual([BOSSES, TEAM]);
    await store().replace(people.guest, new Set([people.guest, TEAM]));
    expect(await seen()).toBe('member 1');
  });

  it('see what the Groups own that theirs is part of', async () => {
    now += QUARTER_MS + 1;
    entities = [
      ...testEntities,
      thing('Group', 'team-a', {
        relations: [{ type: 'parentOf', targetRef: 'group:default/part' }],
      }),
      groupOf('part', [people.guest]),
    ];
    expect(await seen()).toBe('member 1');
  });

  it('are nobody who has left the catalog', async () => {
    now += QUARTER_MS + 1;
    entities = entities.filter(({ metadata }) => metadata.name !== 'gus.guest');
    expect(await seen()).toBe('nothing');
  });

  it('are not found while the catalog is away, and lose nothing', async () => {
    now += QUARTER_MS + 1;
    isAway = true;
    await expect(seen()).rejects.toThrow('The catalog does not answer');
    expect(lost).toEqual([]);
    isAway = false;
    expect(await seen()).toBe('member 1');
  });

  it('are asked about all at once, and not again within a minute', async () => {
    now += QUARTER_MS + 1;
    const who = onlookers();
    await who.expect([...Object.values(people)]);
    // One look-up for the people, and one for each of the two Groups that count.
    expect(lookUps).toBe(3);
    expect(await seen(who)).toBe('member 1');
    expect(lookUps).toBe(3);
  });
});
