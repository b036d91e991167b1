import { StaffMember, staffOrder } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { Office } from './__testUtils__/Office';

describeCallboard('the list of staff', {}, callboard => {
  let office: Office;
  const departments: Record<string, string> = {};

  beforeAll(async () => {
    office = await Office.open(callboard());
    const { department } = office;
    const make = department.bind(office);
    departments.sales = await make({ name: 'Sales' });
    departments.inside = await make({ parent_id: departments.sales });
    departments.phone = await make({ parent_id: departments.inside });
    departments.legal = await make({ name: 'Legal' });
    for (const person of [
      {
        staff_id: 'B1',
        first_name: 'Zoë',
        last_name: 'Müller',
        email: 'ZOE@example.org',
        department_id: departments.sales,
        position: 'engineer',
        date_of_joining: '2020-01-01',
      },
      {
        staff_id: 'B2',
        first_name: 'Ángel',
        last_name: 'de la Cruz',
        email: 'angel_d@example.org',
        department_id: departments.phone,
        position: 'Engineer',
        date_of_joining: '2019-01-01',
        employment_status: 'probation',
      },
      {
        staff_id: 'A1',
        first_name: 'Bob',
        last_name: 'Muller',
        email: 'bob@example.org',
        department_id: departments.legal,
        phone: 'Büro 030 100%',
        employment_status: 'resigned',
      },
      {
        staff_id: 'a1',
        first_name: 'Wei',
        last_name: '李',
        email: 'wei@example.org',
        position: 'Boss',
        user_ref: 'user:default/wei',
      },
    ]) {
      await office.hire(person);
    }
    const gone = await office.hire({ staff_id: 'gone' });
    await office.admin.delete(`/staff/${gone.id}`).expect(204);
    await (await Office.open(callboard())).hire({ staff_id: 'else' });
  });

  async function found(query: object, path = '/staff') {
    const search = new URLSearchParams(query as Record<string, string>);
    const { body } = await office
      .as('admin')
      .get(`${path}?${search}`)
      .expect(200);
    expect(body.total).toBe(body.items.length);
    return body.items.map(({ staff_id }: StaffMember) => staff_id).join(' ');
  }

  it('is in the order of names as they are shown, ignoring case and accents', async () => {
    expect(await found({})).toBe('B2 A1 a1 B1');
  });

  it.each<[object, string]>([
    [{ user_ref: 'user:default/wei' }, 'a1'],
    [{ user_ref: 'user:default/nobody' }, ''],
    [{ department: 'sales' }, 'B1'],
    [{ department: 'sales', recursive: 'true' }, 'B2 B1'],
    [{ department: 'sales', recursive: 'false' }, 'B1'],
    [{ department: 'inside', recursive: 'true' }, 'B2'],
    [{ department: 'none' }, ''],
    [{ status: 'resigned' }, 'A1'],
    [{ status: 'suspended' }, ''],
    [{ recursive: 'true' }, 'B2 A1 a1 B1'],
    [
      { department: 'sales', recursive: 'true', status: 'active', search: 'o' },
      'B1',
    ],
  ])('is filtered by %j', async (query, expected) => {
    const { department, ...rest } = query as Record<string, string>;
    const id =
      departments[department] ?? '01900000-0000-7000-8000-000000000000';
    expect(
      await found({ ...rest, ...(department && { department: id }) }),
    ).toBe(expected);
  });

  it.each([
    ['muller', 'A1 B1'],
    ['MÜLLER', 'A1 B1'],
    ['zoe mul', 'B1'],
    ['müller, zoe', ''],
    ['Müller Zo', 'B1'],
    ['angel', 'B2'],
    ['la cruz', 'B2'],
    ['李', 'a1'],
    ['a1', 'A1 a1'],
    ['example.org', 'B2 A1 a1 B1'],
    ['zoe@EXAMPLE', 'B1'],
    ['_d@', 'B2'],
    ['o_', ''],
    ['%', 'A1'],
    ['Büro', 'A1'],
    ['buro 030', 'A1'],
    ['BÜRO', 'A1'],
    ['100%', 'A1'],
    ['\\', ''],
    ["'", ''],
    [' bob ', 'A1'],
    [' ', 'B2 A1 a1 B1'],
    ['org bob', ''],
  ])('is searched for %p', async (search, expected) => {
    expect(await found({ search })).toBe(expected);
  });

  it.each([
    ['name', 'B2 A1 a1 B1'],
    ['staff_id', 'A1 B1 B2 a1'],
    ['email', 'B2 A1 a1 B1'],
    ['position', 'A1 a1 B1 B2'],
    ['date_of_joining', 'A1 a1 B2 B1'],
    ['created_at', 'B1 B2 A1 a1'],
  ])('is ordered by %s', async (order_by, expected) => {
    expect(await found({ order_by })).toBe(expected);
    const reverse = expected.split(' ').reverse().join(' ');
    expect(await found({ order_by: `-${order_by}` })).toBe(reverse);
  });

  it.each(staffOrder.options)('is read page by page by %s', async order_by => {
    const { body } = await office.admin.get(`/staff?order_by=${order_by}`);
    const ids: string[] = [];
    let cursor = '';
    do {
      const page = await office.admin
        .get(`/staff?limit=1&order_by=${order_by}${cursor}`)
        .expect(200);
      expect(page.body.total).toBe(4);
      ids.push(...page.body.items.map(({ id }: StaffMember) => id));
      cursor = page.body.next_cursor && `&cursor=${page.body.next_cursor}`;
    } while (cursor);
    expect(ids).toEqual(body.items.map(({ id }: StaffMember) => id));
  });

  it('is not read on in another order', async () => {
    const first = async (order_by: string) => {
      const { body } = await office.admin
        .get(`/staff?limit=1&order_by=${order_by}`)
        .expect(200);
      return body.next_cursor;
    };
    const cursor = await first('staff_id');
    for (const order_by of ['email', '-staff_id', 'name']) {
      const { body } = await office.admin
        .get(`/staff?order_by=${order_by}&cursor=${cursor}`)
        .expect(400);
      expect(body.error.message).toContain('query.cursor');
    }
    await office.admin.get(`/staff?cursor=${cursor}`).expect(400);
    await office.admin
      .get(`/staff?order_by=staff_id&cursor=${cursor}`)
      .expect(200);
    const byName = await first('name');
    await office.admin.get(`/staff?cursor=${byName}`).expect(200);
  });

  it.each([
    'cursor=x',
    `cursor=${Buffer.from('["a"]').toString('base64url')}`,
    `cursor=${Buffer.from('[1,"x"]').toString('base64url')}`,
    'order_by=phone',
    'order_by=sort_name',
    'status=gone',
    'department=x',
    'recursive=maybe',
    'limit=0',
    'limit=201',
    'page=1',
    `search=${'x'.repeat(256)}`,
  ])('is not read with %s', async query => {
    const { body } = await office.admin.get(`/staff?${query}`).expect(400);
    expect(body.error.message).toContain(`query.${query.split('=')[0]}`);
  });

  it('is there for a department, too', async () => {
    const path = `/departments/${departments.sales}/staff`;
    expect(await found({}, path)).toBe('B1');
    expect(await found({ recursive: 'true' }, path)).toBe('B2 B1');
    expect(await found({ recursive: 'true', order_by: '-name' }, path)).toBe(
      'B1 B2',
    );
    expect(await found({ search: 'nobody' }, path)).toBe('');
    await office.admin
      .get('/departments/01900000-0000-7000-8000-000000000000/staff')
      .expect(404);
    const elsewhere = await Office.open(callboard());
    await elsewhere.admin.get(path).expect(404);
  });

  it('is counted', async () => {
    const { body } = await office.as('guest').get('/staff/stats').expect(200);
    const by_status = {
      active: 2,
      probation: 1,
      suspended: 0,
      transferred: 0,
      resigned: 1,
    };
    expect(body).toEqual({
      total: 4,
      ...by_status,
      by_status,
      by_department: expect.any(Array),
    });
    expect(
      body.by_department.map((row: any) => [row.department_name, row.count]),
    ).toEqual(
      expect.arrayContaining([
        ['Legal', 1],
        ['Sales', 1],
        [null, 1],
      ]),
    );
    expect(body.by_department).toHaveLength(4);
    await office.hire({ department_id: departments.phone });
    const again = await office.admin.get('/staff/stats').expect(200);
    expect(again.body.by_department[0]).toMatchObject({
      department_id: departments.phone,
      count: 2,
    });
  });
});
