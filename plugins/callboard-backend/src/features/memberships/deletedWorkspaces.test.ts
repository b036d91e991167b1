import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { Organisation, organisationConfig } from './__testUtils__/Organisation';

const options = { config: organisationConfig };

describeCallboard('a workspace that is deleted', options, callboard => {
  const boss = () => callboard().as('superAdmin');

  async function idOf({ boss: agent }: Organisation): Promise<string> {
    return (await agent.get('').expect(200)).body.id;
  }

  async function linkTo(from: Organisation, to: Organisation) {
    const department = await from.department();
    const workspace_id = await idOf(to);
    const { body } = await from.boss
      .post(`/departments/${department}/links`, { workspace_id })
      .expect(201);
    return { department, link: body.id as string };
  }

  const sourcesIn = async (org: Organisation, user_ref: string) => {
    const { body } = await org.boss
      .get(`/members?search=${user_ref.split('/')[1]}`)
      .expect(200);
    return body.items.flatMap((member: any) =>
      member.sources.map(({ source }: any) => source),
    );
  };

  it('gives no access elsewhere any longer', async () => {
    const gone = await Organisation.create(callboard());
    const kept = await Organisation.create(callboard());
    const { department, link } = await linkTo(gone, kept);
    await gone.person(department, { user_ref: people.stranger });
    await gone.person(department, { user_ref: people.reader });
    await kept.boss
      .post('/members', { user_ref: people.reader, role: 'guest' })
      .expect(201);
    const project = await gone.project();
    const projectLink = await gone.link(department, project);
    const stranger = callboard().as('stranger');
    await stranger.get(`/workspaces/${kept.slug}`).expect(200);

    await gone.boss.delete('').expect(204);
    await stranger.get(`/workspaces/${kept.slug}`).expect(404);
    expect(await sourcesIn(kept, people.stranger)).toEqual([]);
    expect(await sourcesIn(kept, people.reader)).toEqual(['manual']);

    const { knex } = callboard();
    expect(
      await knex('department_links')
        .whereIn('id', [link, projectLink])
        .whereNull('deleted_at'),
    ).toEqual([]);
    expect(
      await knex('membership_sources').whereIn('link_id', [link, projectLink]),
    ).toEqual([]);
    for (const id of [link, projectLink]) {
      const { body } = await boss()
        .get(`/admin/activity?entity_id=${id}&details=true`)
        .expect(200);
      expect(body.activities.map(({ action }: any) => action)).toEqual([
        'unlink',
        'link',
      ]);
    }
  });

  it('is linked to no longer', async () => {
    const gone = await Organisation.create(callboard());
    const others = [
      await Organisation.create(callboard()),
      await Organisation.create(callboard()),
    ];
    const links: Array<{ department: string; link: string }> = [];
    for (const other of others) {
      const made = await linkTo(other, gone);
      await other.person(made.department);
      links.push(made);
    }
    await gone.boss.delete('').expect(204);
    const live = await callboard()
      .knex('department_links')
      .whereIn(
        'id',
        links.map(({ link }) => link),
      )
      .whereNull('deleted_at');
    expect(live).toEqual([]);
    for (const [index, other] of others.entries()) {
      const { department, link } = links[index];
      const { body } = await other.boss
        .get(`/departments/${department}/links`)
        .expect(200);
      expect(body).toMatchObject({ items: [], total: 0 });
      const { body: log } = await boss()
        .get(`/activity?workspace=${other.slug}&entity_id=${link}`)
        .expect(200);
      expect(log.activities.map(({ action }: any) => action)).toEqual([
        'unlink',
        'link',
      ]);
      const sync = await other.boss.post('/memberships/sync').expect(200);
      expect(sync.body).toEqual({ added: 0, removed: 0 });
    }
  });

  it('can lie in a circle of links, and go while links are made', async () => {
    const gone = await Organisation.create(callboard());
    const other = await Organisation.create(callboard());
    await linkTo(gone, other);
    await linkTo(other, gone);
    await linkTo(gone, gone);
    const department = await other.department();
    const workspace_id = await idOf(gone);
    const [deleted, linked] = await Promise.all([
      gone.boss.delete(''),
      other.boss.post(`/departments/${department}/links`, { workspace_id }),
    ]);
    expect(deleted.status).toBe(204);
    expect([201, 400, 404]).toContain(linked.status);
    const live = await callboard()
      .knex('department_links')
      .where({ workspace_id })
      .whereNull('deleted_at');
    expect(live).toEqual([]);
  });

  it('stays as it is when it cannot be deleted', async () => {
    const org = await Organisation.create(callboard());
    const { body } = await boss().get('/workspaces/default').expect(200);
    const department = await org.department();
    const links = `/departments/${department}/links`;
    await org.boss.post(links, { workspace_id: body.id }).expect(201);
    await boss().delete('/workspaces/default').expect(409);
    expect((await org.boss.get(links).expect(200)).body.total).toBe(1);
    await boss().delete('/workspaces/nowhere').expect(404);
  });
});
