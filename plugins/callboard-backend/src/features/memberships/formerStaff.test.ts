import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { Organisation, organisationConfig } from './__testUtils__/Organisation';

const options = { config: organisationConfig };

describeCallboard('a manager who was on the staff', options, callboard => {
  let org: Organisation;
  let project: string;

  beforeEach(async () => {
    org = await Organisation.create(callboard());
    project = await org.project();
    const department = await org.department({ manager_ref: people.admin });
    await org.link(department, project);
  });

  const hire = (fields = {}) =>
    org.person(null, { user_ref: people.admin, ...fields });
  const remove = (id: string) => org.boss.delete(`/staff/${id}`).expect(204);
  const isMember = async () => {
    const held = people.admin in (await org.members(project));
    const sync = await org.boss.post('/memberships/sync').expect(200);
    expect(sync.body).toEqual({ added: 0, removed: 0 });
    return held;
  };

  it.each(['resigned', 'suspended'] as const)(
    'and %s keeps nothing when that record is deleted, until there is a newer one',
    async employment_status => {
      expect(await isMember()).toBe(true);
      const { id } = await hire();
      expect(await isMember()).toBe(true);
      await org.boss.patch(`/staff/${id}`, { employment_status }).expect(200);
      expect(await isMember()).toBe(false);
      await remove(id);
      expect(await isMember()).toBe(false);

      const again = await hire();
      expect(await isMember()).toBe(true);
      await remove(again.id);
      expect(await isMember()).toBe(true);
    },
  );

  it('keeps it when the record of somebody active is deleted', async () => {
    const first = await hire({ employment_status: 'resigned' });
    await remove(first.id);
    const { id } = await hire({ employment_status: 'probation' });
    await remove(id);
    expect(await isMember()).toBe(true);
    const ids = [(await hire({ employment_status: 'suspended' })).id];
    await org.boss
      .post('/staff/bulk-actions', { action: 'delete', ids })
      .expect(200);
    expect(await isMember()).toBe(false);
  });

  it('is who the record says that is there, however old it is', async () => {
    const { id } = await org.person(null, { user_ref: null });
    const newer = await hire({ employment_status: 'resigned' });
    await remove(newer.id);
    expect(await isMember()).toBe(false);
    await org.boss
      .patch(`/staff/${id}`, { user_ref: people.admin })
      .expect(200);
    expect(await isMember()).toBe(true);
  });

  it('is no other here for what they are in another workspace', async () => {
    const other = await Organisation.create(callboard());
    const { id } = await other.person(null, {
      user_ref: people.admin,
      employment_status: 'resigned',
    });
    await other.boss.delete(`/staff/${id}`).expect(204);
    expect(await isMember()).toBe(true);
  });
});
