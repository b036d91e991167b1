import { Department } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { departmentsOf } from './__testUtils__/departmentsOf';

describeCallboard('the list of departments', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  const namesAt = async (path: string) => {
    const { body } = await boss().get(path).expect(200);
    expect(body.total).toBe(body.items.length);
    return body.items.map(({ name }: Department) => name);
  };

  it('goes by sort order, then by name without case and accents', async () => {
    const org = await departmentsOf(callboard());
    await org.make('zebra');
    await org.make('Élan');
    await org.make('eagle');
    await org.make('Last', { sort_order: 1e6 });
    await org.make('First', { sort_order: -0.5 });
    expect(await namesAt(org.path)).toEqual([
      'First',
      'eagle',
      'Élan',
      'zebra',
      'Last',
    ]);
  });

  it('is read on behind any name', async () => {
    const org = await departmentsOf(callboard());
    const names = ['a', 'b', 'c'].map(name => `${'\u0001'.repeat(254)}${name}`);
    const folding = ['x', 'y'].map(name => `${'\ufb03'.repeat(254)}${name}`);
    const all = [...names, ...folding];
    for (const name of all) {
      await org.make(name);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await boss()
        .get(`${org.path}?limit=1${cursor}`)
        .expect(200);
      seen.push(...body.items.map(({ name }: Department) => name));
      cursor = body.next_cursor && `&cursor=${body.next_cursor}`;
    } while (cursor);
    expect(seen).toEqual(all);
  });

  it('can be told what to show', async () => {
    const org = await departmentsOf(callboard());
    const top = await org.make('Top', { is_active: false });
    const left = await org.make('Left', { parent_id: top });
    await org.make('Right', { parent_id: top, is_active: false });
    await org.make('Low', { parent_id: left });
    for (const [query, names] of [
      [`parent=${top}`, ['Left', 'Right']],
      [`parent=${top}&is_active=true`, ['Left']],
      ['level=1', ['Top']],
      ['level=3', ['Low']],
      ['level=6', []],
      ['is_active=false', ['Right', 'Top']],
      ['parent=01900000-0000-7000-8000-000000000000', []],
    ] as const) {
      expect(await namesAt(`${org.path}?${query}`)).toEqual(names);
    }
    for (const query of [
      'parent=top',
      'level=0',
      'level=7',
      'is_active=yes',
      'page=1',
      'cursor=abc',
    ]) {
      await boss().get(`${org.path}?${query}`).expect(400);
    }
  });

  it('finds parts of names and codes, without case and accents', async () => {
    const org = await departmentsOf(callboard());
    await org.make('Café Müller', { code: 'a_b%' });
    await org.make('Straße', { short_name: 'STR', dept_code: '0911' });
    for (const [search, names] of [
      ['CAFE M', ['Café Müller']],
      ['müll', ['Café Müller']],
      ['A_B', ['Café Müller']],
      ['%', ['Café Müller']],
      ['strasse', ['Straße']],
      ['91', ['Straße']],
      ['str', ['Straße']],
      ['x', []],
      ['', ['Café Müller', 'Straße']],
    ] as const) {
      expect(
        await namesAt(`${org.path}?search=${encodeURIComponent(search)}`),
      ).toEqual(names);
    }
  });

  it('comes in pages that neither repeat nor skip', async () => {
    const org = await departmentsOf(callboard());
    for (let index = 0; index < 7; index += 1) {
      await org.make(`D${index % 3}`, { sort_order: index % 2 });
    }
    const all = await boss().get(org.path).expect(200);
    const seen: Department[] = [];
    let cursor: string | null = null;
    do {
      const after: string = cursor ? `&cursor=${cursor}` : '';
      const { body } = await boss()
        .get(`${org.path}?limit=2${after}`)
        .expect(200);
      expect(body.total).toBe(7);
      seen.push(...body.items);
      cursor = body.next_cursor;
    } while (cursor);
    expect(seen).toEqual(all.body.items);
  });

  it('is there for members, and not for strangers', async () => {
    await callboard().as('guest').get('/me').expect(200);
    const list = await callboard()
      .as('guest')
      .get('/workspaces/default/departments')
      .expect(200);
    expect(list.body).toEqual({ items: [], next_cursor: null, total: 0 });
    const org = await departmentsOf(callboard());
    await callboard().as('stranger').get(org.path).expect(404);
  });
});

describeCallboard('the tree of departments', {}, callboard => {
  it('counts who works there, in order, in one query', async () => {
    const boss = callboard().as('superAdmin');
    const org = await departmentsOf(callboard());
    const top = await org.make('Top', {
      sort_order: 2,
      manager_ref: 'user:default/max.member',
    });
    const b = await org.make('B', { parent_id: top });
    await org.make('A', { parent_id: top });
    await org.make('Before', { sort_order: 1 });
    await org.employ(top);
    await org.employ(b, { employment_status: 'suspended' });
    await org.employ(b, { employment_status: 'resigned' });
    const left = await org.employ(b);
    await boss.delete(`/workspaces/${org.slug}/staff/${left}`).expect(204);

    const queries: string[] = [];
    const note = ({ sql }: { sql: string }) => queries.push(sql);
    callboard().knex.on('query', note);
    const { body } = await boss.get(`${org.path}/tree`).expect(200);
    callboard().knex.off('query', note);
    expect(
      queries.filter(sql => /from "?`?(departments|staff)/.test(sql)),
    ).toHaveLength(1);

    const { body: one } = await boss.get(`${org.path}/${top}`).expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({ name: 'Before', children: [] }),
      {
        ...one,
        manager_name: 'Max Member',
        staff_count: 1,
        staff_count_recursive: 2,
        children: [
          expect.objectContaining({ name: 'A', staff_count: 0 }),
          expect.objectContaining({ name: 'B', staff_count: 1 }),
        ],
      },
    ]);
  });
});
