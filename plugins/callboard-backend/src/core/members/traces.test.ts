import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';

describeCallboard('traces of members', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');

  it('tell who did what, and the fields before and after', async () => {
    const made = await superAdmin()
      .post('/workspaces', { slug: 'traced', name: 'Traced' })
      .expect(201);
    const path = '/workspaces/traced/members';
    const added = await superAdmin()
      .post(path, { user_ref: 'user:default/max.member', role: 'member' })
      .expect(201);
    const one = `${path}/${added.body.id}`;
    await superAdmin().patch(one, { role: 'guest' }).expect(200);
    // Neither of these changes anything.
    await superAdmin().patch(one, { role: 'guest' }).expect(200);
    await superAdmin().patch(one, {}).expect(200);
    await superAdmin().delete(one).expect(204);

    const traces = await tracesOf(callboard(), added.body.id);
    expect(traces.map(({ action }) => action)).toEqual([
      'create',
      'update',
      'delete',
    ]);
    for (const trace of traces) {
      expect(trace).toMatchObject({
        workspace_id: made.body.id,
        user_id: 'user:default/sue.super',
        entity_type: 'workspace_member',
        entity_id: added.body.id,
        entity_label: 'Max Member',
        source: 'backend',
      });
    }
    const { id, user_ref, display_name, created_at } = added.body;
    const asMember = [{ source: 'manual', role: 'member' }];
    const asGuest = [{ source: 'manual', role: 'guest' }];
    expect(changesIn(traces[0])).toEqual({
      id: [null, id],
      user_ref: [null, user_ref],
      display_name: [null, display_name],
      role: [null, 'member'],
      sources: [null, asMember],
      created_at: [null, created_at],
    });
    expect(changesIn(traces[1])).toEqual({
      role: ['member', 'guest'],
      sources: [asMember, asGuest],
    });
    expect(changesIn(traces[2])).toEqual({
      id: [id, null],
      user_ref: [user_ref, null],
      display_name: [display_name, null],
      role: ['guest', null],
      sources: [asGuest, null],
      created_at: [created_at, null],
    });
  });

  it('show the first admin of a new workspace', async () => {
    const made = await superAdmin()
      .post('/workspaces', { slug: 'founded', name: 'Founded' })
      .expect(201);
    const list = await superAdmin()
      .get(`/admin/activity?workspace_id=${made.body.id}`)
      .expect(200);
    expect(
      list.body.activities.map((row: any) => [row.action, row.entity_type]),
    ).toEqual([
      ['create', 'workspace_member'],
      ['create', 'workspace'],
    ]);
  });
});
