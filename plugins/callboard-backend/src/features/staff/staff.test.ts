import {
  StaffMember,
  staffOrder,
  StaffPatch,
} from '@callboard/plugin-callboard-common';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { Office } from './__testUtils__/Office';
import { download } from '../../__testUtils__/download';
import { PersonName } from '../../__testUtils__/startCallboard';
import { readWorkbook } from '../activity/__testUtils__/download';
import { staffRow } from './__testUtils__/staffRow';
import { buildStaffRow, patchStaff } from './patchStaff';
import { StaffRow } from './StaffRow';

describe('staff', () => {
  const NOBODY = '01900000-0000-7000-8000-000000000000';

  describeWithoutJobs('staff member', { databases: 'tagged' }, callboard => {
    let office: Office;

    beforeEach(async () => {
      office = await Office.open(callboard());
    });

    async function refusal(sent: PromiseLike<{ status: number; body: any }>) {
      const { status, body } = await sent;
      return `${status} ${body.error.message}`;
    }

    it('creates a record from four required fields and fills in the defaults', async () => {
      const input = office.someone();
      const { body, headers } = await office.admin
        .post('/staff', input)
        .expect(201);
      expect(body).toEqual({
        ...input,
        id: expect.any(String),
        user_ref: null,
        department_id: null,
        position: null,
        job_grade: null,
        phone: null,
        date_of_joining: null,
        date_of_leaving: null,
        employment_status: 'active',
        is_department_manager: false,
        notes: null,
        version: 1,
        created_at: expect.any(String),
        updated_at: body.created_at,
      });
      expect(headers.etag).toBe('"1"');
      expect(await office.read(body.id)).toEqual(body);
    });

    it('creates a record with all fields', async () => {
      const input = office.someone({
        user_ref: 'user:default/jane',
        department_id: await office.department(),
        position: 'Nurse',
        job_grade: '7b',
        phone: '+49 30 1',
        date_of_joining: '2020-02-29',
        date_of_leaving: '2099-12-31',
        employment_status: 'probation',
        is_department_manager: true,
        notes: 'likes tea',
      });
      expect(await office.hire(input)).toMatchObject(input);
    });

    it('allows an empty last name and finds the person by first name', async () => {
      const person = await office.hire({
        first_name: 'Björk',
        last_name: null,
      });
      expect(person.last_name).toBeNull();
      const { body } = await office.admin
        .get('/staff?search=bjork')
        .expect(200);
      expect(body.items).toMatchObject([{ id: person.id, last_name: null }]);
      const { body: found } = await callboard()
        .as('superAdmin')
        .get('/search?q=bjork');
      expect(found.items).toMatchObject([{ title: 'Björk' }]);
      const both = { last_name: 'Guðmundsdóttir' };
      await office.admin.patch(`/staff/${person.id}`, both).expect(200);
      const none = await office.admin.patch(`/staff/${person.id}`, {
        last_name: '',
      });
      expect(none.body.last_name).toBeNull();
    });

    it('stores blank optional text as null', async () => {
      const blank = { position: '', job_grade: ' ', phone: '', notes: '\n' };
      const person = await office.hire(blank);
      const none = {
        position: null,
        job_grade: null,
        phone: null,
        notes: null,
      };
      expect(person).toMatchObject(none);
      await office.admin.patch(`/staff/${person.id}`, blank).expect(200);
      expect((await office.read(person.id)).version).toBe(1);
    });

    it('returns 409 for a staff id or user that another record in the workspace has @postgres', async () => {
      const user_ref = 'user:default/jane';
      const { staff_id } = await office.hire({ user_ref });
      const both = office.someone({ staff_id, user_ref });
      expect(await refusal(office.admin.post('/staff', both))).toBe(
        `409 Already used by another person: staff_id ${staff_id}, user_ref user:default/jane`,
      );
      const other = await office.hire();
      const one = `/staff/${other.id}`;
      const umlaut = await office.hire({ staff_id: 'Ä1' });
      expect(await refusal(office.admin.patch(one, { staff_id: 'Ä1' }))).toBe(
        `409 Already used by another person: staff_id ${umlaut.staff_id}`,
      );
      for (const sameId of ['ä1', 'A\u03081']) {
        const third = office.someone({ staff_id: sameId });
        await office.admin.post('/staff', third).expect(409);
      }
      const small = staff_id.toLowerCase();
      expect(small).not.toBe(staff_id);
      expect(await refusal(office.admin.patch(one, { staff_id: small }))).toBe(
        `409 Already used by another person: staff_id ${small}`,
      );
      expect(await refusal(office.admin.patch(one, { staff_id }))).toBe(
        `409 Already used by another person: staff_id ${staff_id}`,
      );
      expect(await refusal(office.admin.patch(one, { user_ref }))).toBe(
        '409 Already used by another person: user_ref user:default/jane',
      );
      const elsewhere = await Office.open(callboard());
      await elsewhere.hire({ staff_id, user_ref });
    });

    it('releases staff id and user for reuse after deletion', async () => {
      const input = office.someone({ user_ref: 'user:default/jane' });
      const { id } = await office.hire(input);
      await office.admin.delete(`/staff/${id}`).expect(204);
      await office.admin.get(`/staff/${id}`).expect(404);
      await office.admin.delete(`/staff/${id}`).expect(404);
      expect((await office.hire(input)).id).not.toBe(id);
    });

    it('creates only one record when the same input is posted concurrently @postgres', async () => {
      const input = office.someone({ user_ref: 'user:default/jane' });
      const answers = await Promise.all(
        [1, 2, 3].map(() => office.admin.post('/staff', input)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([
        201, 409, 409,
      ]);
    });

    it.each<[object, string]>([
      [
        { staff_id: 'E12345678' },
        '400 body.staff_id: must have at most 8 characters',
      ],
      [{ department_id: NOBODY }, '400 body.department_id: does not exist'],
      [
        { date_of_joining: '2026-02-02', date_of_leaving: '2026-02-01' },
        '400 body.date_of_leaving: must not be before date_of_joining',
      ],
      [
        { staff_id: 'E12345678', department_id: NOBODY },
        '400 body.staff_id: must have at most 8 characters; body.department_id: does not exist',
      ],
    ])(
      'returns 400 for %j on create and update @full',
      async (fields, expected) => {
        const { id } = await office.hire();
        const input = office.someone(fields);
        expect(await refusal(office.admin.post('/staff', input))).toBe(
          expected,
        );
        expect(await refusal(office.admin.patch(`/staff/${id}`, fields))).toBe(
          expected,
        );
        expect((await office.read(id)).version).toBe(1);
      },
    );

    it('rejects date_of_leaving before date_of_joining, whichever date is changed', async () => {
      const { id } = await office.hire({ date_of_joining: '2026-02-02' });
      const leaving = { date_of_leaving: '2026-02-01' };
      await office.admin.patch(`/staff/${id}`, leaving).expect(400);
      const sameDay = { date_of_leaving: '2026-02-02' };
      await office.admin.patch(`/staff/${id}`, sameDay).expect(200);
      const joining = { date_of_joining: '2026-02-03' };
      await office.admin.patch(`/staff/${id}`, joining).expect(400);
      expect((await office.read(id)).version).toBe(2);
    });

    it('returns 400 for a department of another workspace', async () => {
      const department_id = await (await Office.open(callboard())).department();
      const input = office.someone({ department_id });
      expect(await refusal(office.admin.post('/staff', input))).toBe(
        '400 body.department_id: does not exist',
      );
    });

    it('returns 404 to admins of another workspace and omits the record from their list', async () => {
      const { id } = await office.hire();
      const { admin } = await Office.open(callboard());
      await admin.get(`/staff/${id}`).expect(404);
      await admin.patch(`/staff/${id}`, { position: 'x' }).expect(404);
      await admin.delete(`/staff/${id}`).expect(404);
      await admin.get(`/staff/${id}/transfers`).expect(404);
      await admin.post(`/staff/${id}/deactivate`).expect(404);
      expect((await admin.get('/staff').expect(200)).body.total).toBe(0);
    });

    it('returns 412 when If-Match is not the current version', async () => {
      const { id } = await office.hire();
      const one = `/staff/${id}`;
      const changed = await office.admin
        .patch(one, { position: 'Nurse' })
        .set('If-Match', '"1"')
        .expect(200);
      expect(changed.headers.etag).toBe('"2"');
      const stale = [
        office.admin.patch(one, { position: 'Boss' }),
        office.admin.delete(one),
        office.admin.post(`${one}/deactivate`),
        office.admin.post(`${one}/reactivate`),
        office.admin.post(`${one}/transfer`, {
          department_id: await office.department(),
        }),
      ];
      for (const sent of stale) {
        await sent.set('If-Match', '"1"').expect(412);
      }
      await office.admin.delete(one).set('If-Match', 'W/"2"').expect(204);
    });

    it('records an activity entry for each change and none for an unchanged patch', async () => {
      const { id, created_at, ...person } = await office.hire({
        first_name: 'Jane',
        last_name: 'Doe',
      });
      const one = `/staff/${id}`;
      const change = { last_name: 'Roe', is_department_manager: true };
      await office.admin.patch(one, change).expect(200);
      await office.admin.patch(one, change).expect(200);
      await office.admin.patch(one, {}).expect(200);
      await office.admin.delete(one).expect(204);

      const entries = await listActivityEntries(callboard(), id);
      expect(
        entries.map(entry => [
          entry.action,
          entry.entity_type,
          entry.entity_label,
          entry.user_id,
        ]),
      ).toEqual([
        ['create', 'staff', 'Jane Doe', 'user:default/ada.admin'],
        ['update', 'staff', 'Jane Roe', 'user:default/ada.admin'],
        ['delete', 'staff', 'Jane Roe', 'user:default/ada.admin'],
      ]);
      const expectedFields = Object.fromEntries(
        Object.entries(person as Partial<StaffMember>).filter(
          ([field, value]) =>
            value !== null && field !== 'version' && field !== 'updated_at',
        ),
      );
      expect(toFieldChanges(entries[0])).toEqual(
        Object.fromEntries(
          Object.entries({ id, created_at, ...expectedFields }).map(
            ([field, value]) => [field, [null, value]],
          ),
        ),
      );
      expect(toFieldChanges(entries[1])).toEqual({
        last_name: ['Doe', 'Roe'],
        is_department_manager: [false, true],
      });
      expect(toFieldChanges(entries[2])).toMatchObject({
        last_name: ['Roe', null],
      });
    });
  });

  describeWithoutJobs(
    'staff id',
    { config: { organisation: { staffIdLength: 12 } } },
    callboard => {
      it('limits the staff id to the configured length', async () => {
        const office = await Office.open(callboard());
        const { staff_id } = await office.hire({ staff_id: 'E12345678901' });
        expect(staff_id).toBe('E12345678901');
        const input = office.someone({ staff_id: 'E123456789012' });
        await office.admin.post('/staff', input).expect(400);
      });
    },
  );
});

describeCallboard('staff list', { databases: 'tagged' }, callboard => {
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
        staff_id: 'a2',
        first_name: 'Wei',
        last_name: '李',
        email: 'wei@example.org',
        position: 'Boss',
        user_ref: 'user:default/wei',
      },
    ]) {
      await office.hire(person);
    }
    const deleted = await office.hire({ staff_id: 'gone' });
    await office.admin.delete(`/staff/${deleted.id}`).expect(204);
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

  it('sorts by displayed name, ignoring case and accents @postgres', async () => {
    expect(await found({})).toBe('B2 A1 a2 B1');
  });

  it.each<[object, string]>([
    [{ user_ref: 'user:default/wei' }, 'a2'],
    [{ user_ref: 'user:default/nobody' }, ''],
    [{ department: 'sales' }, 'B1'],
    [{ department: 'sales', recursive: 'true' }, 'B2 B1'],
    [{ department: 'sales', recursive: 'false' }, 'B1'],
    [{ department: 'inside', recursive: 'true' }, 'B2'],
    [{ department: 'none' }, ''],
    [{ status: 'resigned' }, 'A1'],
    [{ status: 'suspended' }, ''],
    [{ recursive: 'true' }, 'B2 A1 a2 B1'],
    [
      {
        department: 'sales',
        recursive: 'true',
        status: 'active',
        search: 'o',
      },
      'B1',
    ],
  ])(
    'returns the records that match the filter %j @postgres',
    async (query, expected) => {
      const { department, ...rest } = query as Record<string, string>;
      const id =
        departments[department] ?? '01900000-0000-7000-8000-000000000000';
      expect(
        await found({ ...rest, ...(department && { department: id }) }),
      ).toBe(expected);
    },
  );

  it.each([
    ['muller', 'A1 B1'],
    ['MÜLLER', 'A1 B1'],
    ['zoe mul', 'B1'],
    ['müller, zoe', ''],
    ['Müller Zo', 'B1'],
    ['angel', 'B2'],
    ['la cruz', 'B2'],
    ['李', 'a2'],
    ['a1', 'A1'],
    ['example.org', 'B2 A1 a2 B1'],
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
    [' ', 'B2 A1 a2 B1'],
    ['org bob', ''],
  ])(
    'returns the records that match the search %p @postgres',
    async (search, expected) => {
      expect(await found({ search })).toBe(expected);
    },
  );

  it.each([
    ['name', 'B2 A1 a2 B1'],
    ['staff_id', 'A1 B1 B2 a2'],
    ['email', 'B2 A1 a2 B1'],
    ['position', 'A1 a2 B1 B2'],
    ['date_of_joining', 'A1 a2 B2 B1'],
    ['created_at', 'B1 B2 A1 a2'],
  ])(
    'sorts by %s ascending and descending @postgres',
    async (order_by, expected) => {
      expect(await found({ order_by })).toBe(expected);
      const reverse = expected.split(' ').reverse().join(' ');
      expect(await found({ order_by: `-${order_by}` })).toBe(reverse);
    },
  );

  it.each(staffOrder.options)(
    'returns every record once across pages sorted by %s @postgres',
    async order_by => {
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
    },
  );

  it('returns 400 for a cursor of a different order_by', async () => {
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
  ])('returns 400 for %s', async query => {
    const { body } = await office.admin.get(`/staff?${query}`).expect(400);
    expect(body.error.message).toContain(`query.${query.split('=')[0]}`);
  });

  it('lists the staff of a department, optionally with its descendants', async () => {
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

  it('returns counts by status and department', async () => {
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

const secrets = { phone: '+49 555 1234', notes: 'in therapy' };

describeCallboard('phone and notes of staff', {}, callboard => {
  let office: Office;
  /** The ids of the member's own record and of another one. */
  let own: string;
  let other: string;

  beforeAll(async () => {
    office = await Office.open(callboard());
    const user_ref = 'user:default/max.member';
    const email = 'max.member@example.com';
    own = (await office.hire({ ...secrets, user_ref, email })).id;
    other = (await office.hire(secrets)).id;
  });

  /** The records whose private fields a user sees, in the list and individually. */
  async function listVisibleRecords(who: PersonName) {
    const agent = office.as(who);
    const list = await agent.get('/staff').expect(200);
    const single = await Promise.all(
      [own, other].map(id => agent.get(`/staff/${id}`).expect(200)),
    );
    const seen = (people: any[]) =>
      people
        .filter(({ phone, notes }) => phone && notes)
        .map(({ id }) => id)
        .sort();
    const inList = seen(list.body.items);
    expect(seen(single.map(({ body }) => body))).toEqual(inList);
    return inList;
  }

  it('returns phone and notes of all records to admins', async () => {
    expect(await listVisibleRecords('admin')).toEqual([own, other].sort());
    expect(await listVisibleRecords('superAdmin')).toEqual([own, other].sort());
  });

  it('returns phone and notes to the person and omits them for other users', async () => {
    expect(await listVisibleRecords('member')).toEqual([own]);
    expect(await listVisibleRecords('guest')).toEqual([]);
    const { body } = await office.as('guest').get(`/staff/${own}`).expect(200);
    expect(Object.keys(body)).not.toContain('phone');
    expect(Object.keys(body)).not.toContain('notes');
  });

  it('returns phone and notes in the user’s own staff profile', async () => {
    const mine = await office.as('member').get('/me/staff-profile').expect(200);
    expect(mine.body).toMatchObject({ id: own, ...secrets });
    await office.as('guest').get('/me/staff-profile').expect(404);
    await office.admin.get('/me/staff-profile').expect(404);
  });

  it('searches phone for admins only and never searches notes', async () => {
    const found = async (who: PersonName, search: string) =>
      (
        await office
          .as(who)
          .get(`/staff?search=${encodeURIComponent(search)}`)
          .expect(200)
      ).body.total;
    expect(await found('admin', '555 12')).toBe(2);
    expect(await found('member', '555 12')).toBe(0);
    expect(await found('admin', 'therapy')).toBe(0);
  });

  it.each(['csv', 'xlsx'])(
    'exports phone and notes where the list shows them, as %s @full',
    async format => {
      const readText = async (bytes: Buffer) => {
        if (format === 'csv') {
          return bytes.toString();
        }
        const sheet = (await readWorkbook(bytes)).getWorksheet('Staff')!;
        return JSON.stringify(sheet.getSheetValues());
      };
      const path = `/staff/export.${format}`;
      const everything = await download(office.admin, path);
      expect(await readText(everything.bytes)).toMatch(/phone.*notes/);
      expect(await readText(everything.bytes)).toContain('in therapy');
      const less = await download(office.as('member'), path);
      expect(await readText(less.bytes)).toContain('max.member@example.com');
      const lessText = await readText(less.bytes);
      expect(lessText).toMatch(/phone.*notes/);
      expect(lessText.split('in therapy')).toHaveLength(2);
      expect(lessText.split('555 1234')).toHaveLength(2);
      const least = await download(office.as('guest'), path);
      const leastText = await readText(least.bytes);
      expect(leastText).toMatch(/phone.*notes/);
      expect(leastText).not.toMatch(/therapy|555 12/);
    },
  );

  it('records changes of phone and notes without their values', async () => {
    const { id } = await office.hire(secrets);
    const one = `/staff/${id}`;
    await office.admin.patch(one, { notes: 'better', phone: null }).expect(200);
    await office.admin.delete(one).expect(204);
    const entries = await listActivityEntries(callboard(), id);
    expect(
      entries.map(entry => {
        const { phone, notes } = toFieldChanges(entry);
        return { phone, notes };
      }),
    ).toEqual([
      { phone: [null, '[hidden]'], notes: [null, '[hidden]'] },
      { phone: ['[hidden]', null], notes: ['[hidden]', '[hidden]'] },
      { phone: undefined, notes: ['[hidden]', null] },
    ]);
    const stored = await callboard().knex('activity').where({ entity_id: id });
    expect(JSON.stringify(stored)).not.toMatch(/therapy|555 12|better/);
    const outbox = await callboard().knex('outbox');
    expect(JSON.stringify(outbox)).not.toMatch(/therapy|555 12|better/);
  });

  it('shows activity entries of staff to every member', async () => {
    const { id } = await office.hire({ position: 'Nurse' });
    const path = `/activity?workspace=${office.slug}&entity_id=${id}`;
    const seen = await callboard().as('member').get(path).expect(200);
    expect(seen.body.total).toBe(1);
  });
});

describe('bulk actions', () => {
  const NOBODY = '01900000-0000-7000-8000-000000000000';

  describeWithoutJobs('bulk staff actions', {}, callboard => {
    let office: Office;
    let ids: string[];

    beforeEach(async () => {
      office = await Office.open(callboard());
      const hired = [];
      for (let count = 0; count < 3; count += 1) {
        hired.push(await office.hire());
      }
      ids = hired.map(({ id }) => id);
    });

    const run = (body: object) =>
      office.admin.post('/staff/bulk-actions', body);

    /** The newest activity entry that is not a detail, with its details. */
    async function lastBatch() {
      const boss = callboard().as('superAdmin');
      const path = `/activity?workspace=${office.slug}`;
      const list = await boss.get(`${path}&limit=1`).expect(200);
      const [summary] = list.body.activities;
      const all = await boss.get(`${path}&details=true&limit=50`).expect(200);
      const details = all.body.activities.filter(
        (row: any) =>
          row.batch_id === summary.batch_id && row.id !== summary.id,
      );
      return { summary, details };
    }

    it('transfers only staff who are not yet in the department @full', async () => {
      const department_id = await office.department({ name: 'Sales' });
      await office.admin
        .post(`/staff/${ids[0]}/transfer`, { department_id })
        .expect(200);
      const { body } = await run({
        action: 'transfer',
        ids: [...ids, ids[1]],
        department_id,
        effective_date: '2026-01-01',
      }).expect(200);
      expect(body).toEqual({ changed: 2, unchanged: 1 });
      for (const id of ids.slice(1)) {
        expect((await office.read(id)).department_id).toBe(department_id);
        const history = await office.admin.get(`/staff/${id}/transfers`);
        expect(history.body.items).toMatchObject([
          { to_department_name: 'Sales', effective_date: '2026-01-01' },
        ]);
      }
      const { summary, details } = await lastBatch();
      expect(summary).toMatchObject({
        action: 'bulk_transfer',
        entity_type: 'workspace',
        entity_id: summary.workspace_id,
        metadata: {
          text: '2 people',
          entity_type: 'staff',
          changed: 2,
          unchanged: 1,
        },
        changes: [],
      });
      expect(
        details.map((row: any) => [row.action, row.entity_id]).sort(),
      ).toEqual(
        ids
          .slice(1)
          .map(id => ['transfer', id])
          .sort(),
      );
    });

    it('sets the employment status and counts unchanged records', async () => {
      const [first, second] = ids;
      await office.admin.post(`/staff/${first}/deactivate`).expect(200);
      const status = (employment_status: string) =>
        run({ action: 'status', ids: [first, second], employment_status });
      expect((await status('resigned').expect(200)).body).toEqual({
        changed: 1,
        unchanged: 1,
      });
      const left = await lastBatch();
      expect(left.summary).toMatchObject({
        action: 'bulk_status',
        metadata: { text: '1 person' },
      });
      expect(left.details).toMatchObject([
        { action: 'deactivate', entity_id: second },
      ]);
      expect((await status('active').expect(200)).body.changed).toBe(2);
      expect(await office.read(second)).toMatchObject({
        employment_status: 'active',
        date_of_leaving: null,
      });
      const back = await lastBatch();
      expect(back.details.map((row: any) => row.action)).toEqual([
        'reactivate',
        'reactivate',
      ]);
      expect((await status('suspended').expect(200)).body.changed).toBe(2);
      const { details } = await lastBatch();
      expect(details.map((row: any) => row.action)).toEqual([
        'update',
        'update',
      ]);
    });

    it('deletes all selected records @full', async () => {
      const { body } = await run({ action: 'delete', ids }).expect(200);
      expect(body).toEqual({ changed: 3, unchanged: 0 });
      const list = await office.admin.get('/staff').expect(200);
      expect(list.body.total).toBe(0);
      const { summary, details } = await lastBatch();
      expect(summary).toMatchObject({
        action: 'bulk_delete',
        metadata: { text: '3 people' },
      });
      expect(details).toHaveLength(3);
      expect(
        details[0].changes.every((row: any) => row.new_value === null),
      ).toBe(true);
    });

    it('records no activity entry when nothing changes @full', async () => {
      const before = (await lastBatch()).summary.id;
      const { body } = await run({
        action: 'status',
        ids,
        employment_status: 'active',
      }).expect(200);
      expect(body).toEqual({ changed: 0, unchanged: 3 });
      expect((await lastBatch()).summary.id).toBe(before);
    });

    it('rejects the whole batch with 400 when one of its values is invalid', async () => {
      const elsewhere = await (await Office.open(callboard())).hire();
      const { body } = await run({
        action: 'transfer',
        ids: [ids[0], NOBODY, ids[1], elsewhere.id],
        department_id: NOBODY,
        effective_date: '2999-01-01',
      }).expect(400);
      expect(body.error.message).toMatch(
        /^body.ids\[1\]: does not exist; body.ids\[3\]: does not exist; body.department_id: does not exist; body.effective_date: must not be after today/,
      );
      await run({ action: 'delete', ids: [ids[0], NOBODY] }).expect(400);
      expect((await office.read(ids[0])).version).toBe(1);
      expect(await listActivityEntries(callboard(), ids[0])).toHaveLength(1);
    });

    it.each([
      { action: 'delete', ids: [] },
      { action: 'delete', ids: Array(101).fill(NOBODY) },
      { action: 'delete', ids: ['x'] },
      { action: 'promote', ids: [NOBODY] },
      { action: 'transfer', ids: [NOBODY] },
      { action: 'status', ids: [NOBODY], employment_status: 'gone' },
    ])('returns 400 for %j @full', async body => {
      const refused = await run(body).expect(400);
      expect(refused.body.error.message).toContain('body.');
    });
  });
});

const changeTime = {
  now: Date.parse('2026-06-15T12:00Z'),
  today: '2026-06-15',
};

const required = {
  staff_id: 'E1',
  first_name: 'Jane',
  last_name: 'Doe',
  email: 'jane@example.com',
};

describe('date_of_leaving on status changes', () => {
  it.each<[string, Partial<StaffRow>, StaffPatch, string | null]>([
    [
      'sets date_of_leaving to today',
      {},
      { employment_status: 'resigned' },
      '2026-06-15',
    ],
    [
      'keeps a date_of_leaving that was set before',
      { date_of_leaving: '2026-07-01' },
      { employment_status: 'resigned' },
      '2026-07-01',
    ],
    [
      'sets the given date_of_leaving',
      {},
      { employment_status: 'resigned', date_of_leaving: '2026-05-31' },
      '2026-05-31',
    ],
    [
      'sets date_of_leaving to today when the patch removes it',
      { date_of_leaving: '2026-07-01' },
      { employment_status: 'resigned', date_of_leaving: null },
      '2026-06-15',
    ],
    [
      'sets date_of_leaving to a date_of_joining in the future',
      { date_of_joining: '2026-09-01' },
      { employment_status: 'resigned' },
      '2026-09-01',
    ],
    [
      'removes date_of_leaving when the person returns',
      { employment_status: 'resigned', date_of_leaving: '2026-05-31' },
      { employment_status: 'probation' },
      null,
    ],
    [
      'sets the given date_of_leaving when the person returns',
      { employment_status: 'resigned', date_of_leaving: '2026-05-31' },
      { employment_status: 'active', date_of_leaving: '2026-12-31' },
      '2026-12-31',
    ],
  ])('%s', (_, before, patch, expected) => {
    const after = patchStaff(staffRow(before), patch, changeTime);
    expect(after.date_of_leaving).toBe(expected);
  });

  it('sets date_of_leaving to today for a new record with status resigned', () => {
    const input = { ...required, employment_status: 'resigned' } as const;
    expect(buildStaffRow('w', input, changeTime).date_of_leaving).toBe(
      '2026-06-15',
    );
  });
});

describe('staff patch', () => {
  it('increments the version and sets updated_at', () => {
    expect(patchStaff(staffRow(), { position: 'Nurse' }, changeTime)).toEqual(
      staffRow({
        id: expect.any(String),
        position: 'Nurse',
        version: 2,
        updated_at: '2026-06-15T12:00:00.000Z',
      }),
    );
  });

  it.each<[string, StaffPatch]>([
    ['without fields', {}],
    ['with the current values', { first_name: 'Jane', department_id: null }],
    ['with blank text for blank fields', { position: '', notes: ' \n' }],
    ['with undefined fields', { position: undefined }],
  ])('returns the same object for a patch %s', (_, patch) => {
    const before = staffRow();
    expect(patchStaff(before, patch, changeTime)).toBe(before);
  });

  it('stores blank text as null', () => {
    const before = staffRow({ phone: '123', notes: 'x' });
    expect(
      patchStaff(before, { phone: '', notes: '  ' }, changeTime),
    ).toMatchObject({ phone: null, notes: null });
  });
});
