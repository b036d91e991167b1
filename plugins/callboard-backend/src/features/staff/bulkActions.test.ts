import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { tracesOf } from '../../__testUtils__/tracesOf';
import { Office } from './__testUtils__/Office';

const NOBODY = '01900000-0000-7000-8000-000000000000';

describeCallboard('an act on many people', {}, callboard => {
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

  const run = (body: object) => office.admin.post('/staff/bulk-actions', body);

  /** The newest trace that is no detail, and the details that came with it. */
  async function lastBatch() {
    const boss = callboard().as('superAdmin');
    const path = `/activity?workspace=${office.slug}`;
    const list = await boss.get(`${path}&limit=1`).expect(200);
    const [summary] = list.body.activities;
    const all = await boss.get(`${path}&details=true&limit=50`).expect(200);
    const details = all.body.activities.filter(
      (row: any) => row.batch_id === summary.batch_id && row.id !== summary.id,
    );
    return { summary, details };
  }

  it('moves those who are somewhere else', async () => {
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

  it('sets their status', async () => {
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
    expect(details.map((row: any) => row.action)).toEqual(['update', 'update']);
  });

  it('deletes them', async () => {
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
    expect(details[0].changes.every((row: any) => row.new_value === null)).toBe(
      true,
    );
  });

  it('leaves no trace when it changes nobody', async () => {
    const before = (await lastBatch()).summary.id;
    const { body } = await run({
      action: 'status',
      ids,
      employment_status: 'active',
    }).expect(200);
    expect(body).toEqual({ changed: 0, unchanged: 3 });
    expect((await lastBatch()).summary.id).toBe(before);
  });

  it('is done to all of them or to none', async () => {
    const elsewhere = await (await Office.open(callboard())).hire();
    const { body } = await run({
      action: 'transfer',
      ids: [ids[0], NOBODY, ids[1], elsewhere.id],
      department_id: NOBODY,
      effective_date: '2999-01-01',
    }).expect(400);
    expect(body.error.message).toMatch(
      /^body.ids\[1\]: there is no such staff member; body.ids\[3\]: there is no such staff member; body.department_id: there is no such department; body.effective_date: must not be after today/,
    );
    await run({ action: 'delete', ids: [ids[0], NOBODY] }).expect(400);
    expect((await office.read(ids[0])).version).toBe(1);
    expect(await tracesOf(callboard(), ids[0])).toHaveLength(1);
  });

  it.each([
    { action: 'delete', ids: [] },
    { action: 'delete', ids: Array(101).fill(NOBODY) },
    { action: 'delete', ids: ['x'] },
    { action: 'promote', ids: [NOBODY] },
    { action: 'transfer', ids: [NOBODY] },
    { action: 'status', ids: [NOBODY], employment_status: 'gone' },
  ])('is refused as %j', async body => {
    const refused = await run(body).expect(400);
    expect(refused.body.error.message).toContain('body.');
  });
});
