import { StaffMember } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { Office } from './__testUtils__/Office';

const NOBODY = '01900000-0000-7000-8000-000000000000';

describeCallboard('a staff member', {}, callboard => {
  let office: Office;

  beforeEach(async () => {
    office = await Office.open(callboard());
  });

  async function refusal(sent: PromiseLike<{ status: number; body: any }>) {
    const { status, body } = await sent;
    return `${status} ${body.error.message}`;
  }

  it('is added with four fields, and what follows from them', async () => {
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

  it('is added with all fields', async () => {
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

  it('has text only where it shows something', async () => {
    const blank = { position: '', job_grade: ' ', phone: '', notes: '\n' };
    const person = await office.hire(blank);
    const none = { position: null, job_grade: null, phone: null, notes: null };
    expect(person).toMatchObject(none);
    await office.admin.patch(`/staff/${person.id}`, blank).expect(200);
    expect((await office.read(person.id)).version).toBe(1);
  });

  it('has a staff id and a user that nobody else has', async () => {
    const user_ref = 'user:default/jane';
    const { staff_id } = await office.hire({ user_ref });
    const both = office.someone({ staff_id, user_ref });
    expect(await refusal(office.admin.post('/staff', both))).toBe(
      `409 Taken by somebody else: staff_id ${staff_id}, user_ref user:default/jane`,
    );
    const other = await office.hire();
    const one = `/staff/${other.id}`;
    expect(await refusal(office.admin.patch(one, { staff_id }))).toBe(
      `409 Taken by somebody else: staff_id ${staff_id}`,
    );
    expect(await refusal(office.admin.patch(one, { user_ref }))).toBe(
      '409 Taken by somebody else: user_ref user:default/jane',
    );
    const elsewhere = await Office.open(callboard());
    await elsewhere.hire({ staff_id, user_ref });
  });

  it('leaves both to others once deleted', async () => {
    const input = office.someone({ user_ref: 'user:default/jane' });
    const { id } = await office.hire(input);
    await office.admin.delete(`/staff/${id}`).expect(204);
    await office.admin.get(`/staff/${id}`).expect(404);
    await office.admin.delete(`/staff/${id}`).expect(404);
    expect((await office.hire(input)).id).not.toBe(id);
  });

  it('is one only, when two are added at once', async () => {
    const input = office.someone({ user_ref: 'user:default/jane' });
    const answers = await Promise.all(
      [1, 2, 3].map(() => office.admin.post('/staff', input)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it.each<[object, string]>([
    [
      { staff_id: 'E12345678' },
      '400 body.staff_id: must have at most 8 characters',
    ],
    [
      { staff_id: ' E1' },
      '400 body.staff_id: must not have spaces around it, or control characters',
    ],
    [
      { department_id: NOBODY },
      '400 body.department_id: there is no such department',
    ],
    [
      { date_of_joining: '2026-02-02', date_of_leaving: '2026-02-01' },
      '400 body.date_of_leaving: must not be before date_of_joining',
    ],
    [
      { staff_id: 'E12345678', department_id: NOBODY },
      '400 body.staff_id: must have at most 8 characters; body.department_id: there is no such department',
    ],
  ])('cannot be %j', async (fields, expected) => {
    const { id } = await office.hire();
    const input = office.someone(fields);
    expect(await refusal(office.admin.post('/staff', input))).toBe(expected);
    expect(await refusal(office.admin.patch(`/staff/${id}`, fields))).toBe(
      expected,
    );
    expect((await office.read(id)).version).toBe(1);
  });

  it('cannot leave before they joined, whichever of the days is changed', async () => {
    const { id } = await office.hire({ date_of_joining: '2026-02-02' });
    const leaving = { date_of_leaving: '2026-02-01' };
    await office.admin.patch(`/staff/${id}`, leaving).expect(400);
    const sameDay = { date_of_leaving: '2026-02-02' };
    await office.admin.patch(`/staff/${id}`, sameDay).expect(200);
    const joining = { date_of_joining: '2026-02-03' };
    await office.admin.patch(`/staff/${id}`, joining).expect(400);
    expect((await office.read(id)).version).toBe(2);
  });

  it('cannot be in a department of another workspace', async () => {
    const department_id = await (await Office.open(callboard())).department();
    const input = office.someone({ department_id });
    expect(await refusal(office.admin.post('/staff', input))).toBe(
      '400 body.department_id: there is no such department',
    );
  });

  it('is invisible from another workspace', async () => {
    const { id } = await office.hire();
    const { admin } = await Office.open(callboard());
    await admin.get(`/staff/${id}`).expect(404);
    await admin.patch(`/staff/${id}`, { position: 'x' }).expect(404);
    await admin.delete(`/staff/${id}`).expect(404);
    await admin.get(`/staff/${id}/transfers`).expect(404);
    await admin.post(`/staff/${id}/deactivate`).expect(404);
    expect((await admin.get('/staff').expect(200)).body.total).toBe(0);
  });

  it('is changed only as far as the caller has read', async () => {
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

  it('leaves a trace of every change, and none where nothing changes', async () => {
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

    const traces = await tracesOf(callboard(), id);
    expect(
      traces.map(trace => [
        trace.action,
        trace.entity_type,
        trace.entity_label,
        trace.user_id,
      ]),
    ).toEqual([
      ['create', 'staff', 'Jane Doe', 'user:default/ada.admin'],
      ['update', 'staff', 'Jane Roe', 'user:default/ada.admin'],
      ['delete', 'staff', 'Jane Roe', 'user:default/ada.admin'],
    ]);
    const given = Object.fromEntries(
      Object.entries(person as Partial<StaffMember>).filter(
        ([field, value]) =>
          value !== null && field !== 'version' && field !== 'updated_at',
      ),
    );
    expect(changesIn(traces[0])).toEqual(
      Object.fromEntries(
        Object.entries({ id, created_at, ...given }).map(([field, value]) => [
          field,
          [null, value],
        ]),
      ),
    );
    expect(changesIn(traces[1])).toEqual({
      last_name: ['Doe', 'Roe'],
      is_department_manager: [false, true],
    });
    expect(changesIn(traces[2])).toMatchObject({ last_name: ['Roe', null] });
  });
});

describeCallboard(
  'a staff id',
  { config: { organisation: { staffIdLength: 12 } } },
  callboard => {
    it('is as long as the configuration says', async () => {
      const office = await Office.open(callboard());
      const { staff_id } = await office.hire({ staff_id: 'E12345678901' });
      expect(staff_id).toBe('E12345678901');
      const input = office.someone({ staff_id: 'E123456789012' });
      await office.admin.post('/staff', input).expect(400);
    });
  },
);
