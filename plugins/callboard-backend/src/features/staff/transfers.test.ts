import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { dateInZone } from '../../database/zones';
import { Office } from './__testUtils__/Office';

const NOBODY = '01900000-0000-7000-8000-000000000000';

describeCallboard('a transfer', {}, callboard => {
  let office: Office;
  let sales: string;
  let legal: string;

  beforeEach(async () => {
    office = await Office.open(callboard(), { timezone: 'Pacific/Niue' });
    sales = await office.department({ name: 'Sales' });
    legal = await office.department({ name: 'Legal' });
  });

  const today = () => dateInZone(Date.now(), 'Pacific/Niue');

  async function history(id: string, query = '') {
    const { body } = await office
      .as('guest')
      .get(`/staff/${id}/transfers${query}`)
      .expect(200);
    return body;
  }

  it('moves somebody and keeps their way', async () => {
    const { id } = await office.hire({ department_id: sales });
    const { body } = await office.admin
      .post(`/staff/${id}/transfer`, {
        department_id: legal,
        effective_date: '2026-01-01',
      })
      .expect(200);
    expect(body).toMatchObject({ department_id: legal, version: 2 });
    expect(await history(id)).toEqual({
      items: [
        {
          id: expect.any(String),
          from_department_id: sales,
          from_department_name: 'Sales',
          to_department_id: legal,
          to_department_name: 'Legal',
          effective_date: '2026-01-01',
          transferred_by: 'user:default/ada.admin',
          transferred_by_name: 'Ada Admin',
          created_at: body.updated_at,
        },
      ],
      next_cursor: null,
      total: 1,
    });
    const trace = (await tracesOf(callboard(), id)).pop()!;
    expect(trace.action).toBe('transfer');
    expect(changesIn(trace)).toEqual({ department_id: [sales, legal] });
    expect(trace.metadata?.names).toEqual({
      [sales]: 'Sales',
      [legal]: 'Legal',
    });
  });

  it('is a patch of the department, with all that is patched beside it', async () => {
    const { id } = await office.hire();
    const patch = { department_id: sales, position: 'Seller' };
    await office.admin.patch(`/staff/${id}`, patch).expect(200);
    await office.admin
      .patch(`/staff/${id}`, { department_id: null })
      .expect(200);
    const { items } = await history(id);
    expect(items).toMatchObject([
      {
        from_department_name: 'Sales',
        to_department_id: null,
        to_department_name: null,
        effective_date: today(),
      },
      { from_department_id: null, to_department_name: 'Sales' },
    ]);
    const [, trace] = await tracesOf(callboard(), id);
    expect(trace.action).toBe('transfer');
    expect(changesIn(trace)).toEqual({
      department_id: [null, sales],
      position: [null, 'Seller'],
    });
  });

  it('to where somebody is already is none', async () => {
    const { id } = await office.hire({ department_id: sales });
    const { body } = await office.admin
      .post(`/staff/${id}/transfer`, { department_id: sales })
      .expect(200);
    expect(body.version).toBe(1);
    expect(await history(id)).toMatchObject({ items: [], total: 0 });
    expect(await tracesOf(callboard(), id)).toHaveLength(1);
  });

  it('is not made for a day to come, or to nowhere', async () => {
    const { id } = await office.hire({ department_id: sales });
    const tomorrow = dateInZone(Date.now() + 86_400_000, 'Pacific/Niue');
    const { body } = await office.admin
      .post(`/staff/${id}/transfer`, {
        department_id: NOBODY,
        effective_date: tomorrow,
      })
      .expect(400);
    expect(body.error.message).toMatch(
      /^body.effective_date: must not be after today, .*; body.department_id: there is no such department$/,
    );
    const onTime = { department_id: legal, effective_date: today() };
    await office.admin.post(`/staff/${id}/transfer`, onTime).expect(200);
  });

  it('outlives the names of departments', async () => {
    const { id } = await office.hire({ department_id: sales });
    const to = { department_id: legal };
    await office.admin.post(`/staff/${id}/transfer`, to).expect(200);
    await office.admin
      .patch(`/departments/${sales}`, { name: 'Retail' })
      .expect(200);
    await office.admin.delete(`/departments/${sales}`).expect(204);
    const { items } = await history(id);
    expect(items[0].from_department_name).toBe('Sales');
  });

  it('is listed newest first, page by page', async () => {
    const { id } = await office.hire({ department_id: sales });
    for (const department_id of [legal, sales, legal, null, sales]) {
      await office.admin.patch(`/staff/${id}`, { department_id }).expect(200);
    }
    const all = await history(id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await history(id, `?limit=2${cursor}`);
      seen.push(...page.items.map((item: any) => item.id));
      cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
    } while (cursor);
    expect(seen).toEqual(all.items.map((item: any) => item.id));
    expect([...seen].sort().reverse()).toEqual(seen);
    await office.admin.get(`/staff/${id}/transfers?cursor=x`).expect(400);
  });

  it('waits for another one at the same moment', async () => {
    const departments = [sales, legal, await office.department()];
    const { id } = await office.hire();
    await Promise.all(
      [...departments, ...departments].map(department_id =>
        office.admin
          .post(`/staff/${id}/transfer`, { department_id })
          .expect(200),
      ),
    );
    const { items } = await history(id);
    const { department_id } = await office.read(id);
    expect(items[0].to_department_id).toBe(department_id);
    const froms = items.map((item: any) => item.from_department_id);
    const tos = items.map((item: any) => item.to_department_id);
    expect(froms).toEqual([...tos.slice(1), null]);
    expect((await tracesOf(callboard(), id)).length).toBe(items.length + 1);
  });

  it('befalls everybody in a department that is deleted', async () => {
    const ids = [];
    for (const employment_status of ['active', 'resigned']) {
      const person = { department_id: sales, employment_status };
      ids.push((await office.hire(person)).id);
    }
    const bystander = await office.hire({ department_id: legal });
    await office.admin
      .delete(`/departments/${sales}?reassign_to=${legal}`)
      .expect(204);
    for (const id of ids) {
      expect((await office.read(id)).department_id).toBe(legal);
      expect((await history(id)).items).toMatchObject([
        {
          from_department_name: 'Sales',
          to_department_name: 'Legal',
          effective_date: today(),
        },
      ]);
      const { body } = await callboard()
        .as('superAdmin')
        .get(`/admin/activity?entity_id=${id}&details=true`)
        .expect(200);
      expect(body.activities[0]).toMatchObject({ action: 'transfer' });
      expect(body.activities[0].batch_id).not.toBeNull();
    }
    expect((await office.read(bystander.id)).version).toBe(1);
  });
});
