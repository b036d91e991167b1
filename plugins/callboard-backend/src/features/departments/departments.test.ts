import { Department } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import {
  Departments,
  createDepartments,
} from './__testUtils__/createDepartments';
import { computeLevels } from './departmentTree';
import { findCyclicIds } from '../../kernel/findCyclicIds';
import { numRuns } from '../../__testUtils__/random';

describe('departments', () => {
  const NOBODY = '01900000-0000-7000-8000-000000000000';

  describeWithoutJobs('departments', { databases: 'tagged' }, callboard => {
    const boss = () => callboard().as('superAdmin');

    it('applies defaults to all fields except the name', async () => {
      const org = await createDepartments(callboard());
      const made = await boss().post(org.path, { name: 'Sales' }).expect(201);
      expect(made.body).toEqual({
        id: expect.any(String),
        name: 'Sales',
        code: null,
        short_name: null,
        dept_code: null,
        description: null,
        dept_type: null,
        parent_id: null,
        level: 1,
        manager_ref: null,
        manager_name: null,
        sort_order: 65_535,
        is_active: true,
        version: 1,
        created_at: expect.any(String),
        updated_at: made.body.created_at,
      });
      expect(made.headers.etag).toBe('"1"');
      const read = await boss().get(`${org.path}/${made.body.id}`).expect(200);
      expect(read.body).toEqual(made.body);
      expect(read.headers.etag).toBe('"1"');
    });

    it('stores every field @postgres', async () => {
      const org = await createDepartments(callboard());
      const parent = await org.make('Top');
      const input = {
        name: 'Ünï'.repeat(85),
        code: 'x'.repeat(20),
        short_name: 'A1',
        dept_code: '0911',
        description: 'What it does',
        dept_type: 'Team',
        parent_id: parent,
        manager_ref: people.member,
        sort_order: -1.25,
        is_active: false,
      };
      const made = await boss().post(org.path, input).expect(201);
      expect(made.body).toMatchObject({
        ...input,
        level: 2,
        manager_name: 'Max Member',
      });
    });

    it.each([
      ['name', undefined],
      ['name', null],
      ['name', ' '],
      ['name', 'x'.repeat(256)],
      ['code', 'x'.repeat(21)],
      ['short_name', 'A'],
      ['short_name', 'ABCDEFGHIJK'],
      ['short_name', 'pay'],
      ['short_name', 'PÄY'],
      ['dept_code', 911],
      ['dept_code', '911'],
      ['dept_code', '09115'],
      ['dept_code', '٠٩١١'],
      ['parent_id', 'top'],
      ['parent_id', NOBODY],
      ['manager_ref', 'Jane'],
      ['sort_order', '1'],
      ['is_active', 'true'],
    ])('rejects the %s %j', async (field, value) => {
      const org = await createDepartments(callboard());
      const answer = await boss()
        .post(org.path, { name: 'Sales', [field]: value })
        .expect(400);
      expect(answer.body.error.message).toContain(`body.${field}: `);
    });

    it('allows a manager who is missing from the catalog', async () => {
      const org = await createDepartments(callboard());
      const made = await boss()
        .post(org.path, { name: 'Sales', manager_ref: 'user:other/new.hire' })
        .expect(201);
      expect(made.body.manager_name).toBe('new.hire');
    });

    it.each([
      ['code', 'SALES'],
      ['short_name', 'SAL'],
      ['dept_code', '0100'],
    ])(
      'rejects the %s of another department until that department is deleted @full',
      async (field, value) => {
        const org = await createDepartments(callboard());
        const other = await org.make('Other');
        const first = await org.make('First', { [field]: value });
        const refused = await boss()
          .post(org.path, { name: 'Second', [field]: value })
          .expect(409);
        expect(refused.body.error.message).toContain(
          `body.${field}: ${value} is taken by First`,
        );
        await boss()
          .patch(`${org.path}/${other}`, { [field]: value })
          .expect(409);
        await boss()
          .patch(`${org.path}/${first}`, { [field]: value })
          .expect(200);

        const elsewhere = await createDepartments(callboard());
        await elsewhere.make('First', { [field]: value });
        await boss().delete(`${org.path}/${first}`).expect(204);
        await org.make('Second', { [field]: value });
      },
    );

    it('rejects a code that differs from an existing one only by case @postgres', async () => {
      const org = await createDepartments(callboard());
      await org.make('First', { code: 'Sales' });
      const { body } = await boss()
        .post(org.path, { name: 'Second', code: 'SALES' })
        .expect(409);
      expect(body.error.message).toContain('SALES is taken by First');
      await org.make('Third', { code: 'ÄRA' });
      for (const code of ['Ära', 'ära']) {
        const { body: refused } = await boss()
          .post(org.path, { name: 'Fourth', code })
          .expect(409);
        expect(refused.error.message).toContain(`${code} is taken by Third`);
      }
    });

    it('reports every code that is taken', async () => {
      const org = await createDepartments(callboard());
      await org.make('One', { code: 'A' });
      await org.make('Two', { dept_code: '0001' });
      const { body } = await boss()
        .post(org.path, { name: 'Three', code: 'A', dept_code: '0001' })
        .expect(409);
      expect(body.error.message).toBe(
        'body.code: A is taken by One; body.dept_code: 0001 is taken by Two',
      );
    });

    it('stores a code once when two requests use it concurrently @postgres', async () => {
      const org = await createDepartments(callboard());
      const answers = await Promise.all([
        boss().post(org.path, { name: 'One', code: 'A' }),
        boss().post(org.path, { name: 'Two', code: 'A' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('updates only the patched fields', async () => {
      const org = await createDepartments(callboard());
      const id = await org.make('Sales', {
        code: 'S',
        manager_ref: people.guest,
      });
      const changed = await boss()
        .patch(`${org.path}/${id}`, {
          name: 'Retail',
          manager_ref: people.member,
        })
        .expect(200);
      expect(changed.body).toMatchObject({
        name: 'Retail',
        code: 'S',
        manager_name: 'Max Member',
        version: 2,
      });
      expect(changed.headers.etag).toBe('"2"');
      const [, entry] = await listActivityEntries(callboard(), id);
      expect(entry).toMatchObject({
        action: 'update',
        entity_type: 'department',
        entity_label: 'Retail',
        user_id: people.superAdmin,
        batch_id: null,
      });
      expect(toFieldChanges(entry)).toEqual({
        name: ['Sales', 'Retail'],
        manager_ref: [people.guest, people.member],
        manager_name: ['Gus Guest', 'Max Member'],
      });
      const cleared = await boss()
        .patch(`${org.path}/${id}`, { code: null, manager_ref: null })
        .expect(200);
      expect(cleared.body).toMatchObject({ code: null, manager_name: null });
    });

    it('keeps the version and records no activity when an update changes nothing', async () => {
      const org = await createDepartments(callboard());
      const parent = await org.make('Top');
      const fields = {
        code: 'S',
        parent_id: parent,
        manager_ref: people.member,
      };
      const id = await org.make('Sales', fields);
      const same = await boss()
        .patch(`${org.path}/${id}`, { name: 'Sales', ...fields })
        .expect(200);
      expect(same.body.version).toBe(1);
      expect(same.headers.etag).toBe('"1"');
      expect(await listActivityEntries(callboard(), id)).toHaveLength(1);
    });

    it('returns 412 when If-Match differs from the version, on update and deletion @full', async () => {
      const org = await createDepartments(callboard());
      const id = await org.make('Sales');
      const path = `${org.path}/${id}`;
      await boss()
        .patch(path, { name: 'A' })
        .set('If-Match', '"2"')
        .expect(412);
      await boss().delete(path).set('If-Match', '"2"').expect(412);
      const changed = await boss()
        .patch(path, { name: 'A' })
        .set('If-Match', 'W/"1"')
        .expect(200);
      expect(changed.headers.etag).toBe('"2"');
      await boss().delete(path).set('If-Match', '"2"').expect(204);
      await boss().get(path).expect(404);
    });

    it('records an activity entry with every field on creation and deletion', async () => {
      const org = await createDepartments(callboard());
      const id = await org.make('Sales', { code: 'S' });
      await boss().delete(`${org.path}/${id}`).expect(204);
      const [made, deleted] = await listActivityEntries(callboard(), id);
      expect(made.action).toBe('create');
      expect(toFieldChanges(made)).toMatchObject({
        id: [null, id],
        code: [null, 'S'],
        level: [null, 1],
        is_active: [null, true],
      });
      expect(deleted.action).toBe('delete');
      expect(toFieldChanges(deleted)).toMatchObject({ code: ['S', null] });
    });

    it('returns 404 in another workspace and after deletion', async () => {
      const org = await createDepartments(callboard());
      const other = await createDepartments(callboard());
      const id = await org.make('Sales');
      for (const path of [`${other.path}/${id}`, `${org.path}/${NOBODY}`]) {
        const answers = [
          await boss().get(path),
          await boss().patch(path, { name: 'A' }),
          await boss().delete(path),
          await boss().get(`${path}/links`),
        ];
        expect(answers.map(({ status }) => status)).toEqual([
          404, 404, 404, 404,
        ]);
      }
      await boss().get(`${org.path}/sales`).expect(400);
      await boss().delete(`${org.path}/${id}`).expect(204);
      await boss().delete(`${org.path}/${id}`).expect(404);
    });
  });

  describeWithoutJobs(
    'departments with configured types',
    { config: { organisation: { departmentTypes: ['Division', 'Team'] } } },
    callboard => {
      const boss = () => callboard().as('superAdmin');

      it('allows only configured types or none', async () => {
        const org = await createDepartments(callboard());
        const id = await org.make('Sales', { dept_type: 'Team' });
        await org.make('Legal');
        const answer = await boss()
          .post(org.path, { name: 'X', dept_type: 'team', parent_id: NOBODY })
          .expect(400);
        expect(answer.body.error.message).toBe(
          'body.dept_type: must be one of Division, Team; body.parent_id: is not a department of this workspace',
        );
        await boss()
          .patch(`${org.path}/${id}`, { dept_type: 'Club' })
          .expect(400);
      });

      it('allows a stored type that is no longer configured', async () => {
        const org = await createDepartments(callboard());
        const id = await org.make('Sales', { dept_type: 'Team' });
        await callboard().knex('departments').where({ id }).update({
          dept_type: 'Guild',
        });
        const { body } = await boss()
          .patch(`${org.path}/${id}`, { dept_type: 'Guild', name: 'Retail' })
          .expect(200);
        expect(body).toMatchObject({ dept_type: 'Guild', name: 'Retail' });
      });
    },
  );
});

describeCallboard('departments list', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  const readNames = async (path: string) => {
    const { body } = await boss().get(path).expect(200);
    expect(body.total).toBe(body.items.length);
    return body.items.map(({ name }: Department) => name);
  };

  it('sorts by sort order, then by name ignoring case and accents', async () => {
    const org = await createDepartments(callboard());
    await org.make('zebra');
    await org.make('Élan');
    await org.make('eagle');
    await org.make('Last', { sort_order: 1e6 });
    await org.make('First', { sort_order: -0.5 });
    expect(await readNames(org.path)).toEqual([
      'First',
      'eagle',
      'Élan',
      'zebra',
      'Last',
    ]);
  });

  it('returns the next page after names of quotes or ligatures', async () => {
    const org = await createDepartments(callboard());
    const names = ['a', 'b', 'c'].map(name => `${'"'.repeat(254)}${name}`);
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

  it('filters by parent, level and is_active, and rejects invalid parameters', async () => {
    const org = await createDepartments(callboard());
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
      expect(await readNames(`${org.path}?${query}`)).toEqual(names);
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

  it('searches parts of names and codes, ignoring case and accents @full', async () => {
    const org = await createDepartments(callboard());
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
        await readNames(`${org.path}?search=${encodeURIComponent(search)}`),
      ).toEqual(names);
    }
  });

  it('returns pages without duplicates or gaps @full', async () => {
    const org = await createDepartments(callboard());
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

  it('returns the list to members and 404 to other users', async () => {
    await callboard().as('guest').get('/me').expect(200);
    const list = await callboard()
      .as('guest')
      .get('/workspaces/default/departments')
      .expect(200);
    expect(list.body).toEqual({ items: [], next_cursor: null, total: 0 });
    const org = await createDepartments(callboard());
    await callboard().as('stranger').get(org.path).expect(404);
  });
});

describeCallboard('department tree', {}, callboard => {
  it('counts staff in an ordered tree with a single query @full', async () => {
    const boss = callboard().as('superAdmin');
    const org = await createDepartments(callboard());
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

describe('department deletion', () => {
  const NOBODY = '01900000-0000-7000-8000-000000000000';

  describeWithoutJobs('department deletion', {}, callboard => {
    const boss = () => callboard().as('superAdmin');

    it('returns 409 while the department has child departments', async () => {
      const org = await createDepartments(callboard());
      const [top, below] = await org.chain(2);
      const { body } = await boss().delete(`${org.path}/${top}`).expect(409);
      expect(body.error.message).toContain('(departments: 1, staff: 0)');
      await boss().delete(`${org.path}/${below}`).expect(204);
      await boss().delete(`${org.path}/${top}`).expect(204);
    });

    it('returns 409 while the department has staff of any status', async () => {
      const org = await createDepartments(callboard());
      const id = await org.make('Sales');
      const person = await org.employ(id, { employment_status: 'resigned' });
      const { body } = await boss().delete(`${org.path}/${id}`).expect(409);
      expect(body.error.message).toContain('(departments: 0, staff: 1)');
      await boss()
        .delete(`/workspaces/${org.slug}/staff/${person}`)
        .expect(204);
      await boss().delete(`${org.path}/${id}`).expect(204);
    });

    it('moves child departments and staff to the department in reassign_to @full', async () => {
      const org = await createDepartments(callboard());
      const [top, removed, child, grandchild] = await org.chain(4);
      const target = await org.make('Target');
      const person = await org.employ(removed);
      const elsewhere = await org.employ(child);
      await boss()
        .delete(`${org.path}/${removed}?reassign_to=${target}`)
        .expect(204);

      const left = await boss().get(`${org.path}?limit=200`).expect(200);
      expect(
        Object.fromEntries(
          left.body.items.map((item: any) => [
            item.id,
            [item.parent_id, item.level],
          ]),
        ),
      ).toEqual({
        [top]: [null, 1],
        [target]: [null, 1],
        [child]: [target, 2],
        [grandchild]: [child, 3],
      });
      const staff = `/workspaces/${org.slug}/staff`;
      const moved = await boss().get(`${staff}/${person}`).expect(200);
      expect(moved.body.department_id).toBe(target);
      const transfers = await boss().get(`${staff}/${person}/transfers`);
      expect(transfers.body.items[0]).toMatchObject({
        from_department_id: removed,
        to_department_id: target,
        to_department_name: 'Target',
      });
      const stayed = await boss().get(`${staff}/${elsewhere}`).expect(200);
      expect(stayed.body.department_id).toBe(child);

      const main = (await listActivityEntries(callboard(), removed)).pop()!;
      expect(main.action).toBe('delete');
      const details = await boss()
        .get(`/admin/activity?entity_id=${child}&details=true`)
        .expect(200);
      expect(details.body.activities[0].batch_id).toBe(main.batch_id);
      expect(toFieldChanges(details.body.activities[0])).toEqual({
        parent_id: [removed, target],
        level: [3, 2],
      });
    });

    it('rejects reassign_to for descendants, unknown departments and trees too deep', async () => {
      const org = await createDepartments(callboard());
      const [removed, child, grandchild] = await org.chain(3);
      const deep = await org.chain(5);
      const abroad = await (
        await createDepartments(callboard())
      ).make('Abroad');
      const cycle =
        'query.reassign_to: is the department itself or one of its sub-departments';
      const unknown =
        'query.reassign_to: is not a department of this workspace';
      const tooDeep =
        'query.reassign_to: would make the tree deeper than 6 levels';
      for (const [target, reason] of [
        [removed, cycle],
        [child, cycle],
        [grandchild, cycle],
        [NOBODY, unknown],
        [abroad, unknown],
        [deep[4], tooDeep],
      ]) {
        const { body } = await boss()
          .delete(`${org.path}/${removed}?reassign_to=${target}`)
          .expect(400);
        expect(body.error.message).toBe(reason);
      }
      await boss().delete(`${org.path}/${removed}?reassign_to=x`).expect(400);
      await boss()
        .delete(`${org.path}/${removed}?reassign_to=${deep[3]}`)
        .expect(204);
    });

    it('allows an unneeded reassign_to for an empty department, but rejects an unknown one', async () => {
      const org = await createDepartments(callboard());
      const [target] = await org.chain(1);
      const path = `${org.path}/${await org.make('Empty')}`;
      await boss().delete(`${path}?reassign_to=${NOBODY}`).expect(400);
      await boss().delete(`${path}?reassign_to=${target}`).expect(204);
      expect(Object.keys(await org.byName())).toEqual(['Level 1']);
    });
  });
});

describeWithoutJobs('department move', { databases: 'tagged' }, callboard => {
  const boss = () => callboard().as('superAdmin');

  const move = (org: Departments, id: string, parent_id: string | null) =>
    boss().patch(`${org.path}/${id}`, { parent_id });

  const readLevel = async (org: Departments, id: string) =>
    (await boss().get(`${org.path}/${id}`).expect(200)).body.level;

  it('moves all descendants and updates their levels', async () => {
    const org = await createDepartments(callboard());
    const [top] = await org.chain(1);
    const [a, b, c] = await org.chain(3);
    const moved = await move(org, a, top).expect(200);
    expect(moved.body).toMatchObject({
      parent_id: top,
      level: 2,
      version: 2,
    });
    expect(await readLevel(org, b)).toBe(3);
    expect(await readLevel(org, c)).toBe(4);
    await move(org, b, null).expect(200);
    expect(await readLevel(org, a)).toBe(2);
    expect(await readLevel(org, b)).toBe(1);
    expect(await readLevel(org, c)).toBe(2);
  });

  it('records one activity entry, and a detail for each descendant whose level changes', async () => {
    const org = await createDepartments(callboard());
    const [top] = await org.chain(1);
    const [a, b] = await org.chain(2);
    await move(org, a, top).expect(200);
    const [, main] = await listActivityEntries(callboard(), a);
    expect(toFieldChanges(main)).toEqual({
      parent_id: [null, top],
      level: [1, 2],
    });
    expect(main.batch_id).not.toBeNull();
    const history = await boss()
      .get(`/admin/activity?entity_type=department&entity_id=${b}&details=true`)
      .expect(200);
    const [detail] = history.body.activities;
    expect(detail.batch_id).toBe(main.batch_id);
    expect(toFieldChanges(detail)).toEqual({ level: [2, 3] });
    expect(await listActivityEntries(callboard(), b)).toHaveLength(1);
    const read = await boss().get(`${org.path}/${b}`).expect(200);
    expect(read.body.version).toBe(2);
  });

  it('records no details when no level changes', async () => {
    const org = await createDepartments(callboard());
    const [top, below] = await org.chain(2);
    const [other] = await org.chain(1);
    await move(org, below, other).expect(200);
    const [, main] = await listActivityEntries(callboard(), below);
    expect(toFieldChanges(main)).toEqual({ parent_id: [top, other] });
    expect(main.batch_id).toBeNull();
  });

  it('rejects the department itself or a descendant as its parent', async () => {
    const org = await createDepartments(callboard());
    const [a, b, c] = await org.chain(3);
    for (const parent of [a, b, c]) {
      const { body } = await move(org, a, parent).expect(400);
      expect(body.error.message).toBe(
        'body.parent_id: is the department itself or one of its sub-departments',
      );
    }
  });

  it('rejects a parent that makes the tree deeper than 6 levels @full', async () => {
    const org = await createDepartments(callboard());
    const deep = await org.chain(6);
    const refused = await boss()
      .post(org.path, { name: 'Seven', parent_id: deep[5] })
      .expect(400);
    expect(refused.body.error.message).toBe(
      'body.parent_id: would make the tree deeper than 6 levels',
    );
    const [top, below] = await org.chain(2);
    await move(org, top, deep[4]).expect(400);
    await move(org, top, deep[3]).expect(200);
    expect(await readLevel(org, below)).toBe(6);
  });

  it('rejects a parent in another workspace and a deleted parent', async () => {
    const org = await createDepartments(callboard());
    const other = await createDepartments(callboard());
    const [a] = await org.chain(1);
    const [abroad] = await other.chain(1);
    const { body } = await move(org, a, abroad).expect(400);
    expect(body.error.message).toBe(
      'body.parent_id: is not a department of this workspace',
    );
    const [removed] = await org.chain(1);
    await boss().delete(`${org.path}/${removed}`).expect(204);
    await move(org, a, removed).expect(400);
  });

  it('applies one of two concurrent moves that would form a cycle @full @postgres', async () => {
    const org = await createDepartments(callboard());
    for (let round = 0; round < 5; round += 1) {
      const [a] = await org.chain(1);
      const [b] = await org.chain(1);
      const answers = await Promise.all([move(org, a, b), move(org, b, a)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    }
  });

  it('applies one of two concurrent moves that would exceed 6 levels together @full @postgres', async () => {
    const org = await createDepartments(callboard());
    for (let round = 0; round < 5; round += 1) {
      const [, end] = await org.chain(2);
      const [top, middle] = await org.chain(2);
      const [last] = await org.chain(3);
      const answers = await Promise.all([
        move(org, top, end),
        move(org, last, middle),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    }
  });

  it('keeps a valid tree of at most 6 levels after any sequence of moves @full', async () => {
    const org = await createDepartments(callboard());
    const ids: string[] = [];
    for (let index = 0; index < 9; index += 1) {
      ids.push(await org.make(`D${index}`));
    }
    const index = fc.nat({ max: ids.length - 1 });
    const moves = fc.array(fc.tuple(index, fc.option(index)), {
      minLength: 5,
      maxLength: 15,
    });
    await fc.assert(
      fc.asyncProperty(moves, async sequence => {
        for (const [what, where] of sequence) {
          const parent = where === null ? null : ids[where];
          const { status } = await move(org, ids[what], parent);
          expect([200, 400]).toContain(status);
        }
        const { body } = await boss().get(`${org.path}?limit=200`);
        const items: Department[] = body.items;
        const parents = new Map(
          items.map(({ id, parent_id }) => [id, parent_id]),
        );
        expect(findCyclicIds(parents)).toEqual([]);
        const levels = computeLevels(parents);
        items.forEach(({ id, level }) => {
          expect(level).toBe(levels.get(id));
          expect(level).toBeLessThanOrEqual(6);
        });
      }),
      { numRuns: numRuns(10) },
    );
  });
});
