import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { changesIn, tracesOf } from '../../../__testUtils__/tracesOf';
import { Departments, departmentsOf } from '../__testUtils__/departmentsOf';

describeCallboard('links to other workspaces', {}, callboard => {
  const boss = () => callboard().as('superAdmin');
  let org: Departments;
  let target: Departments;
  let target_id: string;
  let department: string;
  let path: string;

  beforeEach(async () => {
    org = await departmentsOf(callboard());
    target = await departmentsOf(callboard());
    target_id = await target.workspaceId();
    department = await org.make('Payments');
    path = `${org.path}/${department}/links`;
    await org.join(people.admin, 'admin');
    await org.join(people.member, 'member');
    await org.join(people.guest, 'guest');
  });

  const link = async (workspace_id = target_id) =>
    (await boss().post(path, { workspace_id }).expect(201)).body.id;

  it('are shown to the members of those and the admins here', async () => {
    const links = [await link(), await link(await org.workspaceId())];
    await target.join(people.guest, 'guest');
    for (const [who, expected] of [
      ['superAdmin', links],
      ['admin', links],
      ['guest', links],
      ['member', links.slice(1)],
    ] as const) {
      const { body } = await callboard().as(who).get(path).expect(200);
      expect(body.items.map(({ id }: any) => id)).toEqual(expected);
      expect(body.total).toBe(expected.length);
    }
  });

  it('do not say in the log where they lead', async () => {
    const id = await link();
    await boss().delete(`${path}/${id}`).expect(204);
    const traces = await tracesOf(callboard(), id);
    expect(traces.map(({ action }) => action)).toEqual(['link', 'unlink']);
    for (const trace of traces) {
      expect(trace.entity_label).toBe('Payments → another workspace');
      const { name, workspace_id } = changesIn(trace);
      expect([...name, ...workspace_id].filter(Boolean)).toEqual([
        '[hidden]',
        '[hidden]',
      ]);
    }
    const { text } = await callboard()
      .as('member')
      .get(`/activity?workspace=${org.slug}&details=true&limit=200`)
      .expect(200);
    expect(text).toContain(id);
    expect(text).not.toContain(target_id);
    expect(text).not.toContain(target.slug);
  });

  it('say in the log where they lead when that is here', async () => {
    const id = await link(await org.workspaceId());
    const [trace] = await tracesOf(callboard(), id);
    expect(trace.entity_label).toBe(`Payments → ${org.slug}`);
    expect(changesIn(trace)).toMatchObject({ name: [null, org.slug] });
  });

  it('leave members there by hand only for an admin of there', async () => {
    await org.employ(department, { user_ref: 'user:default/jane' });
    const id = await link();
    const admin = callboard().as('admin');
    const { body } = await admin
      .delete(`${path}/${id}?keep_members=true`)
      .expect(400);
    expect(body.error.message).toBe(
      'query.keep_members: takes an admin of the workspace that the link leads to',
    );
    const jane = async () =>
      (
        await boss().get(`/workspaces/${target.slug}/members?search=jane`)
      ).body.items.flatMap(({ sources }: any) =>
        sources.map(({ source }: any) => source),
      );
    expect(await jane()).toEqual(['department']);
    await admin.delete(`${path}/${id}?keep_members=false`).expect(204);
    expect(await jane()).toEqual([]);

    const again = await link();
    await target.join(people.admin, 'admin');
    await admin.delete(`${path}/${again}?keep_members=true`).expect(204);
    expect(await jane()).toEqual(['manual']);
  });

  it('can be ended by a super admin, either way', async () => {
    for (const keep of [false, true]) {
      await boss()
        .delete(`${path}/${await link()}?keep_members=${keep}`)
        .expect(204);
    }
    const { body } = await boss().get(path).expect(200);
    expect(body.total).toBe(0);
  });
});
