import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { createDepartments } from '../departments/__testUtils__/createDepartments';

describeCallboard('departments for other plugins', {}, callboard => {
  async function listAll(limit: number) {
    const items: any[] = [];
    let cursor: string | null = null;
    do {
      const { body }: any = await callboard()
        .as('service')
        .get(
          `/organisation/departments?limit=${limit}${
            cursor ? `&cursor=${cursor}` : ''
          }`,
        )
        .expect(200);
      expect(body.items.length).toBeLessThanOrEqual(limit);
      items.push(...body.items);
      cursor = body.next_cursor;
    } while (cursor);
    return items;
  }

  it('lists departments of all live workspaces with their active staff, page by page @full', async () => {
    const one = await createDepartments(callboard());
    const two = await createDepartments(callboard());
    const top = await one.make('Top', { short_name: 'TOP', dept_type: 'Unit' });
    const sub = await one.make('Sub', { parent_id: top, code: 'S' });
    const other = await two.make('Other');
    const deleted = await two.make('Gone');
    const person = (name: string, overrides: object = {}) => ({
      first_name: 'Some',
      last_name: name,
      email: `${name}@example.org`,
      user_ref: `user:default/${name}`,
      ...overrides,
    });
    await one.employ(sub, person('zoe'));
    await one.employ(sub, person('abe', { employment_status: 'probation' }));
    await one.employ(sub, person('ron', { employment_status: 'resigned' }));
    await one.employ(sub, person('uma', { user_ref: null }));
    await one.employ(sub, person('eve', { user_ref: 'user:erased/eve' }));
    await callboard()
      .as('superAdmin')
      .delete(`${two.path}/${deleted}`)
      .expect(204);

    const expected = [
      {
        id: top,
        workspace: one.slug,
        name: 'Top',
        code: null,
        short_name: 'TOP',
        dept_code: null,
        description: null,
        dept_type: 'Unit',
        parent_id: null,
        entity_ref: null,
        members: [],
      },
      expect.objectContaining({
        id: sub,
        parent_id: top,
        members: [
          {
            user_ref: 'user:default/abe',
            display_name: 'Some abe',
            email: 'abe@example.org',
          },
          {
            user_ref: 'user:default/zoe',
            display_name: 'Some zoe',
            email: 'zoe@example.org',
          },
        ],
      }),
      expect.objectContaining({ id: other, workspace: two.slug }),
    ];
    expect(await listAll(1)).toEqual(expected);
    expect(await listAll(200)).toEqual(expected);

    await callboard()
      .as('superAdmin')
      .delete(`/workspaces/${one.slug}`)
      .expect(204);
    expect((await listAll(2)).map(({ id }) => id)).toEqual([other]);
  });

  it.each([
    ['nobody', '', 401],
    ['superAdmin', '', 403],
    ['member', '', 403],
    ['service', '?cursor=x', 400],
    ['service', '?limit=201', 400],
  ] as const)(
    'rejects a request by %s%s with status %d',
    async (who, query, expected) => {
      const { status } = await callboard()
        .as(who)
        .get(`/organisation/departments${query}`);
      expect(status).toBe(expected);
    },
  );
});
