import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { testEntities } from '../../__testUtils__/startCallboard';
import { Organisation, organisationConfig } from './__testUtils__/Organisation';

const OLGA = 'user:default/olga.owner';

/** The software of the tests, owned by somebody. */
const entities = testEntities.map(entity => ({
  ...entity,
  spec: { ...entity.spec, owner: OLGA },
}));

const options = { config: organisationConfig, entities };

describeCallboard('owners of a project', options, callboard => {
  let org: Organisation;
  let project: string;

  beforeEach(async () => {
    org = await Organisation.create(callboard());
    project = await org.project();
  });

  const olga = async () => (await org.roles(project))[OLGA];
  const sync = async () =>
    (await org.boss.post('/memberships/sync').expect(200)).body;

  it.each(['suspended', 'resigned'] as const)(
    'are none while they are %s, and are it again when they are back',
    async employment_status => {
      expect(await olga()).toBe('owner admin');
      const { id } = await org.person(null, { user_ref: OLGA });
      await org.boss
        .post(`/projects/${project}/members`, { user_ref: OLGA, role: 'guest' })
        .expect(201);
      expect(await olga()).toBe('manual guest, owner admin');

      await org.boss.patch(`/staff/${id}`, { employment_status }).expect(200);
      expect(await olga()).toBe('manual guest');
      expect(await sync()).toEqual({ added: 0, removed: 0 });
      await org.boss.post(`/staff/${id}/reactivate`).expect(200);
      expect(await olga()).toBe('manual guest, owner admin');
      expect(await sync()).toEqual({ added: 0, removed: 0 });

      await org.boss.patch(`/staff/${id}`, { employment_status }).expect(200);
      await org.boss.delete(`/staff/${id}`).expect(204);
      expect(await olga()).toBe('manual guest');
      await org.person(null, { user_ref: OLGA });
      expect(await olga()).toBe('manual guest, owner admin');
    },
  );

  it.each(['active', 'probation', 'transferred'] as const)(
    'stay it while they are %s',
    async employment_status => {
      const { id } = await org.person(null, {
        user_ref: OLGA,
        employment_status,
      });
      expect(await olga()).toBe('owner admin');
      await org.boss.patch(`/staff/${id}`, { user_ref: null }).expect(200);
      expect(await olga()).toBe('owner admin');
    },
  );

  it('are it again from nothing, as far as the entity names them', async () => {
    const other = await Organisation.create(callboard());
    const elsewhere = await other.project();
    await other.person(null, { user_ref: OLGA, employment_status: 'resigned' });
    const { knex } = callboard();
    const members = knex('memberships').select('id').where('scope_id', project);
    await knex('membership_sources').whereIn('member_id', members).delete();
    await knex('memberships').where('scope_id', project).delete();
    expect(await sync()).toEqual({ added: 1, removed: 0 });
    expect(await olga()).toBe('owner admin');
    expect(await other.roles(elsewhere)).toEqual({});
  });
});
