import { omit } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { tracesOf } from '../../__testUtils__/tracesOf';
import { Organisation, organisationConfig } from './__testUtils__/Organisation';

const options = { config: organisationConfig };

describeCallboard('counts of memberships', options, callboard => {
  let org: Organisation;
  let department: string;
  let secret: string;

  beforeEach(async () => {
    org = await Organisation.create(callboard());
    department = await org.department();
    secret = await org.project();
    await org.boss
      .patch(`/projects/${secret}`, { access: 'secret' })
      .expect(200);
    await org.link(department, secret);
    const other = await Organisation.create(callboard());
    const { body } = await other.boss.get('').expect(200);
    await org.boss
      .post(`/departments/${department}/links`, { workspace_id: body.id })
      .expect(201);
  });

  const metadataOf = async (id: string) =>
    (await tracesOf(callboard(), id)).map(
      ({ metadata }) => metadata && omit(metadata, 'names'),
    );

  it('in the log leave out what not everybody knows of', async () => {
    const { id } = await org.person(department);
    await org.boss.post(`/staff/${id}/deactivate`).expect(200);
    expect(await metadataOf(id)).toEqual([{}, null]);

    await org.link(department, await org.project('gus.guest'));
    await org.boss.post(`/staff/${id}/reactivate`).expect(200);
    expect((await metadataOf(id))[2]).toEqual({ memberships_added: 1 });
    await org.boss
      .post('/staff/bulk-actions', { action: 'delete', ids: [id] })
      .expect(200);
    const { body } = await callboard()
      .as('superAdmin')
      .get(`/activity?workspace=${org.slug}&action=bulk_delete`)
      .expect(200);
    expect(body.activities[0].metadata).toEqual({
      text: '1 person',
      entity_type: 'staff',
      changed: 1,
      unchanged: 0,
      memberships_removed: 1,
    });
  });

  it('of a sync are whole for who asked, and open in the log', async () => {
    await org.person(department);
    const open = await org.project('gus.guest');
    await org.link(department, open);
    const { knex } = callboard();
    const scopes = knex('memberships')
      .select('id')
      .whereIn('scope_id', [open, secret]);
    await knex('membership_sources').whereIn('member_id', scopes).delete();
    const { body } = await org.boss.post('/memberships/sync').expect(200);
    expect(body).toEqual({ added: 2, removed: 0 });
    const { body: log } = await callboard()
      .as('superAdmin')
      .get(`/activity?workspace=${org.slug}&entity_type=membership_sync`)
      .expect(200);
    expect(log.activities).toMatchObject([
      { action: 'sync', metadata: { added: 1, removed: 0 } },
    ]);
  });

  it('of a link are of what it leads to', async () => {
    await org.person(department);
    const { body } = await org.boss
      .get(`/departments/${department}/links`)
      .expect(200);
    for (const { id, project_id } of body.items) {
      await org.boss
        .delete(`/departments/${department}/links/${id}`)
        .expect(204);
      const trace = (await metadataOf(id)).pop();
      expect(trace).toEqual(project_id ? { added: 0, removed: 1 } : null);
    }
  });
});
