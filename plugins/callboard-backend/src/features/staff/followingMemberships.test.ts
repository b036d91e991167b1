import { omit } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { tracesOf } from '../../__testUtils__/tracesOf';
import {
  Organisation,
  organisationConfig,
} from '../memberships/__testUtils__/Organisation';

const options = { config: organisationConfig };

describeCallboard('memberships follow staff', options, callboard => {
  let org: Organisation;
  let linked: string;
  let project: string;

  beforeEach(async () => {
    org = await Organisation.create(callboard());
    linked = await org.department();
    project = await org.project();
    await org.link(linked, project);
  });

  /** Who is a member because of the department. */
  async function derived(): Promise<string[]> {
    const members = await org.members(project);
    return Object.keys(members)
      .filter(ref => members[ref].some(({ source }) => source === 'department'))
      .sort();
  }

  async function metadataOf(id: string) {
    const traces = await tracesOf(callboard(), id);
    return traces.map(({ action, metadata }) => [
      action,
      metadata && omit(metadata, 'names'),
    ]);
  }

  it('through everything that can happen to a person', async () => {
    const { id, user_ref } = await org.person(linked);
    expect(await derived()).toEqual([user_ref]);
    const one = `/staff/${id}`;
    const away = await org.department();
    for (const [act, expected] of [
      [() => org.boss.post(`${one}/deactivate`), []],
      [() => org.boss.post(`${one}/reactivate`), [user_ref]],
      [() => org.boss.patch(one, { employment_status: 'suspended' }), []],
      [
        () => org.boss.patch(one, { employment_status: 'probation' }),
        [user_ref],
      ],
      [() => org.boss.post(`${one}/transfer`, { department_id: away }), []],
      [() => org.boss.patch(one, { department_id: linked }), [user_ref]],
      [() => org.boss.patch(one, { position: 'Nurse' }), [user_ref]],
      [() => org.boss.patch(one, { user_ref: null }), []],
      [
        () => org.boss.patch(one, { user_ref: 'user:default/new' }),
        ['user:default/new'],
      ],
      [
        () => org.boss.patch(one, { user_ref: 'user:default/newer' }),
        ['user:default/newer'],
      ],
    ] as const) {
      await act().expect(200);
      expect(await derived()).toEqual(expected);
    }
    await org.boss.delete(one).expect(204);
    expect(await derived()).toEqual([]);
    const added = { memberships_added: 1 };
    const removed = { memberships_removed: 1 };
    expect(await metadataOf(id)).toEqual([
      ['create', added],
      ['deactivate', removed],
      ['reactivate', added],
      ['update', removed],
      ['update', added],
      ['transfer', removed],
      ['transfer', added],
      ['update', null],
      ['update', removed],
      ['update', added],
      ['update', { ...added, ...removed }],
      ['delete', removed],
    ]);
  });

  it('through what happens to many', async () => {
    const people = [await org.person(null), await org.person(linked)];
    const ids = people.map(({ id }) => id);
    const refs = people.map(({ user_ref }) => user_ref).sort();
    const run = (body: object) =>
      org.boss.post('/staff/bulk-actions', { ids, ...body }).expect(200);
    await run({ action: 'transfer', department_id: linked });
    expect(await derived()).toEqual(refs);
    await run({ action: 'status', employment_status: 'resigned' });
    expect(await derived()).toEqual([]);
    await run({ action: 'status', employment_status: 'active' });
    expect(await derived()).toEqual(refs);
    await run({ action: 'delete' });
    expect(await derived()).toEqual([]);
    const { body } = await callboard()
      .as('superAdmin')
      .get(`/activity?workspace=${org.slug}&action=bulk_status&limit=1`)
      .expect(200);
    expect(body.activities[0].metadata).toEqual({
      text: '2 people',
      entity_type: 'staff',
      changed: 2,
      unchanged: 0,
      memberships_added: 2,
    });
  });
});
