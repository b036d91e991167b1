import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { departmentsOf } from './__testUtils__/departmentsOf';

const NOBODY = '01900000-0000-7000-8000-000000000000';

describeCallboard('departments', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  it('have defaults for all but their name', async () => {
    const org = await departmentsOf(callboard());
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

  it('hold all that they can', async () => {
    const org = await departmentsOf(callboard());
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
  ])('refuse the %s %j', async (field, value) => {
    const org = await departmentsOf(callboard());
    const answer = await boss()
      .post(org.path, { name: 'Sales', [field]: value })
      .expect(400);
    expect(answer.body.error.message).toContain(`body.${field}: `);
  });

  it('may be managed by people whom the catalog does not know', async () => {
    const org = await departmentsOf(callboard());
    const made = await boss()
      .post(org.path, { name: 'Sales', manager_ref: 'user:other/new.hire' })
      .expect(201);
    expect(made.body.manager_name).toBe('new.hire');
  });

  it.each([
    ['code', 'SALES'],
    ['short_name', 'SAL'],
    ['dept_code', '0100'],
  ])('do not share a %s while they live', async (field, value) => {
    const org = await departmentsOf(callboard());
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

    const elsewhere = await departmentsOf(callboard());
    await elsewhere.make('First', { [field]: value });
    await boss().delete(`${org.path}/${first}`).expect(204);
    await org.make('Second', { [field]: value });
  });

  it('say every code that is taken', async () => {
    const org = await departmentsOf(callboard());
    await org.make('One', { code: 'A' });
    await org.make('Two', { dept_code: '0001' });
    const { body } = await boss()
      .post(org.path, { name: 'Three', code: 'A', dept_code: '0001' })
      .expect(409);
    expect(body.error.message).toBe(
      'body.code: A is taken by One; body.dept_code: 0001 is taken by Two',
    );
  });

  it('take a code once when two want it at the same time', async () => {
    const org = await departmentsOf(callboard());
    const answers = await Promise.all([
      boss().post(org.path, { name: 'One', code: 'A' }),
      boss().post(org.path, { name: 'Two', code: 'A' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('change field by field, and leave the rest', async () => {
    const org = await departmentsOf(callboard());
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
    const [, trace] = await tracesOf(callboard(), id);
    expect(trace).toMatchObject({
      action: 'update',
      entity_type: 'department',
      entity_label: 'Retail',
      user_id: people.superAdmin,
      batch_id: null,
    });
    expect(changesIn(trace)).toEqual({
      name: ['Sales', 'Retail'],
      manager_ref: [people.guest, people.member],
      manager_name: ['Gus Guest', 'Max Member'],
    });
    const cleared = await boss()
      .patch(`${org.path}/${id}`, { code: null, manager_ref: null })
      .expect(200);
    expect(cleared.body).toMatchObject({ code: null, manager_name: null });
  });

  it('do not change, and leave no trace, when nothing is different', async () => {
    const org = await departmentsOf(callboard());
    const parent = await org.make('Top');
    const given = { code: 'S', parent_id: parent, manager_ref: people.member };
    const id = await org.make('Sales', given);
    const same = await boss()
      .patch(`${org.path}/${id}`, { name: 'Sales', ...given })
      .expect(200);
    expect(same.body.version).toBe(1);
    expect(same.headers.etag).toBe('"1"');
    expect(await tracesOf(callboard(), id)).toHaveLength(1);
  });

  it('change only in the version the caller has read', async () => {
    const org = await departmentsOf(callboard());
    const id = await org.make('Sales');
    const path = `${org.path}/${id}`;
    await boss().patch(path, { name: 'A' }).set('If-Match', '"2"').expect(412);
    await boss().delete(path).set('If-Match', '"2"').expect(412);
    const changed = await boss()
      .patch(path, { name: 'A' })
      .set('If-Match', 'W/"1"')
      .expect(200);
    expect(changed.headers.etag).toBe('"2"');
    await boss().delete(path).set('If-Match', '"2"').expect(204);
    await boss().get(path).expect(404);
  });

  it('leave a trace with every field when they are made and deleted', async () => {
    const org = await departmentsOf(callboard());
    const id = await org.make('Sales', { code: 'S' });
    await boss().delete(`${org.path}/${id}`).expect(204);
    const [made, deleted] = await tracesOf(callboard(), id);
    expect(made.action).toBe('create');
    expect(changesIn(made)).toMatchObject({
      id: [null, id],
      code: [null, 'S'],
      level: [null, 1],
      is_active: [null, true],
    });
    expect(deleted.action).toBe('delete');
    expect(changesIn(deleted)).toMatchObject({ code: ['S', null] });
  });

  it('are not found in another workspace, and not once they are gone', async () => {
    const org = await departmentsOf(callboard());
    const other = await departmentsOf(callboard());
    const id = await org.make('Sales');
    for (const path of [`${other.path}/${id}`, `${org.path}/${NOBODY}`]) {
      const answers = [
        await boss().get(path),
        await boss().patch(path, { name: 'A' }),
        await boss().delete(path),
        await boss().get(`${path}/links`),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
    await boss().get(`${org.path}/sales`).expect(400);
    await boss().delete(`${org.path}/${id}`).expect(204);
    await boss().delete(`${org.path}/${id}`).expect(404);
  });
});

describeCallboard(
  'departments of configured types',
  { config: { organisation: { departmentTypes: ['Division', 'Team'] } } },
  callboard => {
    const boss = () => callboard().as('superAdmin');

    it('are of one of them, or of none', async () => {
      const org = await departmentsOf(callboard());
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

    it('keep a type that is no longer configured', async () => {
      const org = await departmentsOf(callboard());
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
