import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { dateInZone } from '../../database/zones';
import { Office } from './__testUtils__/Office';

/** Far from UTC, so that days differ most of the time. */
const timezone = 'Pacific/Kiritimati';
const todayThere = () => dateInZone(Date.now(), timezone);

describeCallboard('employment', {}, callboard => {
  let office: Office;

  beforeEach(async () => {
    office = await Office.open(callboard(), { timezone });
  });

  async function lastTrace(id: string) {
    const trace = (await tracesOf(callboard(), id)).pop()!;
    return { action: trace.action, changes: changesIn(trace) };
  }

  it('ends today in the zone of the workspace', async () => {
    const { id } = await office.hire();
    const { body } = await office.admin
      .post(`/staff/${id}/deactivate`)
      .expect(200);
    expect(body).toMatchObject({
      employment_status: 'resigned',
      date_of_leaving: todayThere(),
      version: 2,
    });
    expect(await lastTrace(id)).toEqual({
      action: 'deactivate',
      changes: {
        employment_status: ['active', 'resigned'],
        date_of_leaving: [null, todayThere()],
      },
    });
  });

  it('ends on a day that is given, unless it is yet to come', async () => {
    const { id } = await office.hire({ date_of_leaving: '2099-01-01' });
    const path = `/staff/${id}/deactivate`;
    const future = await office.admin
      .post(path, { date_of_leaving: '2099-01-01' })
      .expect(400);
    expect(future.body.error.message).toContain('body.date_of_leaving');
    const date_of_leaving = '2026-01-31';
    const { body } = await office.admin
      .post(path, { date_of_leaving })
      .expect(200);
    expect(body.date_of_leaving).toBe(date_of_leaving);
  });

  it('does not end before it began', async () => {
    const { id } = await office.hire({ date_of_joining: '2026-02-01' });
    const { body } = await office.admin
      .post(`/staff/${id}/deactivate`, { date_of_leaving: '2026-01-31' })
      .expect(400);
    expect(body.error.message).toContain('body.date_of_leaving');
  });

  it('ends once', async () => {
    const { id } = await office.hire();
    const path = `/staff/${id}/deactivate`;
    await office.admin
      .post(path, { date_of_leaving: '2026-01-31' })
      .expect(200);
    const again = await office.admin.post(path, {}).expect(200);
    expect(again.body).toMatchObject({
      date_of_leaving: '2026-01-31',
      version: 2,
    });
    expect(await tracesOf(callboard(), id)).toHaveLength(2);
  });

  it('that has ended takes another day, when one is given', async () => {
    const { id } = await office.hire({
      employment_status: 'resigned',
      date_of_joining: '2020-01-01',
      date_of_leaving: '2026-01-31',
    });
    const path = `/staff/${id}/deactivate`;
    const { body } = await office.admin
      .post(path, { date_of_leaving: '2026-02-28' })
      .expect(200);
    expect(body).toMatchObject({
      employment_status: 'resigned',
      date_of_leaving: '2026-02-28',
    });
    expect(await lastTrace(id)).toEqual({
      action: 'update',
      changes: { date_of_leaving: ['2026-01-31', '2026-02-28'] },
    });
    for (const date_of_leaving of ['2099-01-01', '2019-12-31']) {
      await office.admin.post(path, { date_of_leaving }).expect(400);
    }
    await office.admin.post(path, { date_of_leaving: null }).expect(200);
    await office.admin
      .post(path, { date_of_leaving: '2026-02-28' })
      .expect(200);
    expect(await tracesOf(callboard(), id)).toHaveLength(2);
  });

  it.each(['active', 'probation'])(
    'does not begin again for who is %s',
    async employment_status => {
      const { id } = await office.hire({
        employment_status,
        date_of_leaving: '2099-01-01',
      });
      const { body } = await office.admin
        .post(`/staff/${id}/reactivate`)
        .expect(200);
      expect(body).toMatchObject({
        employment_status,
        date_of_leaving: '2099-01-01',
        version: 1,
      });
      expect(await tracesOf(callboard(), id)).toHaveLength(1);
    },
  );

  it('begins again without a day of leaving', async () => {
    const { id } = await office.hire({
      employment_status: 'resigned',
      date_of_leaving: '2026-01-31',
    });
    const path = `/staff/${id}/reactivate`;
    const { body } = await office.admin.post(path).expect(200);
    expect(body).toMatchObject({
      employment_status: 'active',
      date_of_leaving: null,
    });
    expect(await lastTrace(id)).toEqual({
      action: 'reactivate',
      changes: {
        employment_status: ['resigned', 'active'],
        date_of_leaving: ['2026-01-31', null],
      },
    });
    await office.admin.post(path, {}).expect(200);
    expect(await tracesOf(callboard(), id)).toHaveLength(2);
  });

  it('begins again after a suspension, too', async () => {
    const { id } = await office.hire({ employment_status: 'suspended' });
    await office.admin.post(`/staff/${id}/reactivate`).expect(200);
    expect((await lastTrace(id)).action).toBe('reactivate');
  });

  it.each([
    ['by a patch', 'patch'],
    ['from the beginning', 'create'],
    ['by a bulk action', 'bulk'],
  ])('that ended %s has a day of leaving', async (_, way) => {
    const employment_status = 'resigned';
    const { id } = await office.hire(
      way === 'create' ? { employment_status } : {},
    );
    if (way === 'patch') {
      await office.admin.patch(`/staff/${id}`, { employment_status });
    } else if (way === 'bulk') {
      await office.admin
        .post('/staff/bulk-actions', {
          action: 'status',
          ids: [id],
          employment_status,
        })
        .expect(200);
    }
    expect(await office.read(id)).toMatchObject({
      employment_status,
      date_of_leaving: todayThere(),
    });
  });

  it('may be announced to end', async () => {
    const { id } = await office.hire();
    const date_of_leaving = '2099-01-01';
    const { body } = await office.admin
      .patch(`/staff/${id}`, { date_of_leaving })
      .expect(200);
    expect(body).toMatchObject({
      employment_status: 'active',
      date_of_leaving,
    });
  });
});
