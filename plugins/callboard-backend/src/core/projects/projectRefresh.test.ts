import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { range } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import { people, testEntities } from '../../__testUtils__/startCallboard';
import { untilRelayed } from '../../__testUtils__/untilRelayed';
import { insertMany } from '../../database/bulk';
import { isPostgres } from '../../database/dialect';
import { ChangingCatalog } from '../../features/catalogSeed/__testUtils__/ChangingCatalog';
import { thing } from './__testUtils__/landscape';

const catalog = new ChangingCatalog();
const scheduler = mockServices.scheduler();
const logger = mockServices.logger.mock();

const options = {
  catalog: catalog.factory,
  services: [schedulerFactory(scheduler), logger.factory],
};

const zoe = 'user:default/zoe.owner';

const zoeEntity: Entity = {
  ...thing('User', 'zoe.owner'),
  spec: { profile: { displayName: 'Zoë' } },
};

const owned = (name: string, owner?: string) =>
  thing('Component', name, {
    relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
  });

const refreshNow = () => scheduler.triggerTask('callboard-refresh-projects');

describeCallboard('refreshing projects', options, callboard => {
  const boss = () => callboard().as('superAdmin');
  const become = (...entities: Entity[]) =>
    catalog.become([...testEntities, zoeEntity, owned('lasting'), ...entities]);

  async function make(name: string, slug = 'default') {
    const { body } = await boss()
      .put(`/workspaces/${slug}/projects/by-entity/component/default/${name}`)
      .expect(200);
    return { ...body, path: `/workspaces/${slug}/projects/${body.id}` };
  }

  async function membersOf({ path }: { path: string }) {
    const { body } = await boss().get(`${path}/members`).expect(200);
    return body.items;
  }

  const refsOf = async (project: { path: string }) =>
    (await membersOf(project)).map((row: { user_ref: string }) => row.user_ref);

  /** What went wrong; the mocks of the platform warn of themselves. */
  const failures = () =>
    logger.warn.mock.calls.filter(([message]) => /refreshed/.test(message));

  beforeAll(async () => {
    become();
    await make('lasting');
  });

  beforeEach(() => logger.warn.mockClear());

  it('goes on behind the projects of a workspace that was deleted', async () => {
    become(owned('early'), owned('late'));
    await boss().post('/workspaces', { slug: 'gone', name: 'Gone' });
    await make('early', 'gone');
    const late = await make('late');
    await boss().delete('/workspaces/gone').expect(204);
    become(owned('early', people.member), owned('late', people.member));
    await refreshNow();
    expect(await refsOf(late)).toEqual([people.member]);
    expect(failures()).toEqual([]);
  });

  it('marks those whose entity is gone, until it is there again', async () => {
    become(owned('leaving', people.member));
    const project = await make('leaving');
    const read = async () => (await boss().get(project.path).expect(200)).body;
    become();
    await refreshNow();
    const gone = await read();
    expect(gone.entity_missing_since).toBe(gone.updated_at);
    expect(await refsOf(project)).toEqual([people.member]);
    await refreshNow();
    expect(await read()).toEqual(gone);

    become(owned('leaving', people.member));
    await refreshNow();
    expect((await read()).entity_missing_since).toBeNull();

    become();
    await refreshNow();
    become(owned('leaving', people.member));
    // Whoever opens the entity's page does not have to wait for the next run.
    expect((await make('leaving')).entity_missing_since).toBeNull();
  });

  it('marks none of several projects while the catalog knows none of them', async () => {
    become(owned('waiting', people.member));
    const project = await make('waiting');
    catalog.become(testEntities);
    await refreshNow();
    const { body } = await boss().get(project.path).expect(200);
    expect(body.entity_missing_since).toBeNull();
  });

  it('goes on behind a project that fails, and says which', async () => {
    become(owned('bad'), owned('good'));
    const bad = await make('bad');
    const good = await make('good');
    const { knex } = callboard();
    await knex.raw(
      isPostgres(knex)
        ? `ALTER TABLE project_owners ADD CONSTRAINT no_guest CHECK (owner_ref <> '${people.guest}')`
        : `CREATE TRIGGER no_guest BEFORE INSERT ON project_owners WHEN NEW.owner_ref = '${people.guest}' BEGIN SELECT RAISE(ABORT, 'no_guest'); END`,
    );
    become(owned('bad', people.guest), owned('good', people.member));
    await refreshNow();
    expect(await refsOf(good)).toEqual([people.member]);
    expect(await refsOf(bad)).toEqual([]);
    expect(failures()).toEqual([
      [
        'The project of component:default/bad could not be refreshed',
        expect.objectContaining({
          message: expect.stringContaining('no_guest'),
        }),
      ],
    ]);
  });

  it('takes as many queries for many projects as for one when nothing differs', async () => {
    const queriesOfOneRefresh = async () => {
      let count = 0;
      await untilRelayed(callboard().knex);
      const note = ({ sql }: { sql: string }) => {
        count += /projects|project_owners|memberships|staff/.test(sql) ? 1 : 0;
      };
      callboard().knex.on('query', note);
      await refreshNow();
      callboard().knex.off('query', note);
      return count;
    };
    // Jobs ask about projects as well, now and then; they can only add to it.
    const queriesOfRefresh = async () => {
      const counts = [];
      for (let nth = 0; nth < 5; nth += 1) {
        counts.push(await queriesOfOneRefresh());
      }
      return Math.min(...counts);
    };
    const names = Array.from({ length: 6 }, (_, index) => `same-${index}`);
    become(...names.map(name => owned(name, people.member)));
    await make(names[0]);
    await refreshNow();
    const few = await queriesOfRefresh();
    for (const name of names) {
      await make(name);
    }
    expect(await queriesOfRefresh()).toBe(few);
  });

  it('takes away what somebody had as an owner', async () => {
    become(owned('handed-on', people.member));
    const project = await make('handed-on');
    expect(await refsOf(project)).toEqual([people.member]);
    become(owned('handed-on', people.reader));
    await refreshNow();
    expect(await refsOf(project)).toEqual([people.reader]);
    become(owned('handed-on'));
    await refreshNow();
    expect(await refsOf(project)).toEqual([]);
  });

  it.each(['suspended', 'resigned'])(
    'gives nothing to owners who are %s',
    async employment_status => {
      const slug = `with-${employment_status}`;
      await boss().post('/workspaces', { slug, name: slug }).expect(201);
      const staff = await boss()
        .post(`/workspaces/${slug}/staff`, {
          staff_id: 'S1',
          first_name: 'Zoë',
          last_name: 'Owner',
          email: 'zoe.owner@example.com',
          user_ref: zoe,
          employment_status,
        })
        .expect(201);
      const team = thing('Group', 'owners', {
        relations: [{ type: 'hasMember', targetRef: zoe }],
      });
      become(team, owned('left-behind', 'group:default/owners'));
      const project = await make('left-behind', slug);
      await refreshNow();
      expect(await refsOf(project)).toEqual([]);
      await boss()
        .post(`/workspaces/${slug}/staff/${staff.body.id}/reactivate`)
        .expect(200);
      await refreshNow();
      expect(await refsOf(project)).toEqual([zoe]);
    },
  );

  it('leaves projects alone whose entity is gone', async () => {
    become(owned('short-lived', people.member));
    const project = await make('short-lived');
    become();
    await refreshNow();
    expect(await refsOf(project)).toEqual([people.member]);
  });

  it('marks those that are gone behind all others', async () => {
    become(owned('pattern'));
    const { id } = await make('pattern');
    const { knex } = callboard();
    const pattern = await knex('projects').where({ id }).first();
    const copy = (at: number, entity_missing_since: Date | null) => ({
      ...pattern,
      id: `ffffffff-ffff-7fff-8fff-${String(at).padStart(12, '0')}`,
      entity_ref: `component:default/copy-${at}`,
      identifier: `COPY${at}`,
      entity_missing_since,
    });
    const marked = range(250).map(at => copy(at, new Date()));
    await insertMany(knex, 'projects', [
      ...marked,
      copy(250, null),
      copy(251, null),
    ]);
    await refreshNow();
    const unmarked = knex('projects')
      .whereLike('entity_ref', '%/copy-%')
      .whereNull('entity_missing_since');
    expect(await unmarked.pluck('identifier')).toEqual([]);
  });

  it('marks the last unmarked project, although it finds no entity at all', async () => {
    become(owned('alone'));
    const project = await make('alone');
    const { knex } = callboard();
    await knex('projects')
      .whereNot({ id: project.id })
      .update({ entity_missing_since: new Date() });
    catalog.become(testEntities);
    await refreshNow();
    const { body } = await boss().get(project.path).expect(200);
    expect(body.entity_missing_since).not.toBeNull();
  });

  it.each(['founding', 'refreshing'])(
    'knows the owners by name, %s',
    async how => {
      await callboard().knex('people').where({ user_ref: zoe }).delete();
      const name = `named-by-${how}`;
      become(owned(name, how === 'founding' ? zoe : undefined));
      const project = await make(name);
      become(owned(name, zoe));
      await refreshNow();
      const [member] = await membersOf(project);
      expect(member).toMatchObject({ user_ref: zoe, display_name: 'Zoë' });
      const traces = await callboard()
        .knex('activity')
        .where({ entity_id: member.id })
        .pluck('entity_label');
      expect(traces).toEqual(['Zoë']);
    },
  );
});
