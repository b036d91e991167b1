import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn } from '../../__testUtils__/tracesOf';
import {
  Organisation,
  organisationConfig,
} from '../memberships/__testUtils__/Organisation';
import { Office } from './__testUtils__/Office';

describeCallboard('who manages a department and leaves it', {}, callboard => {
  let office: Office;
  let sales: string;
  let legal: string;

  beforeEach(async () => {
    office = await Office.open(callboard());
    sales = await office.department({ name: 'Sales', code: 'S' });
    legal = await office.department({ name: 'Legal', code: 'L' });
  });

  const manager = (given = {}) =>
    office.hire({
      department_id: sales,
      is_department_manager: true,
      ...given,
    });

  const isManager = async (id: string) =>
    (await office.read(id)).is_department_manager;

  async function lastChanges(id: string) {
    const { body } = await callboard()
      .as('superAdmin')
      .get(`/admin/activity?entity_id=${id}&details=true&limit=1`)
      .expect(200);
    return changesIn(body.activities[0]);
  }

  it.each<[string, (id: string, staff_id: string) => PromiseLike<unknown>]>([
    [
      'a transfer',
      id =>
        office.admin
          .post(`/staff/${id}/transfer`, { department_id: legal })
          .expect(200),
    ],
    [
      'a patch',
      id =>
        office.admin
          .patch(`/staff/${id}`, { department_id: legal })
          .expect(200),
    ],
    [
      'a bulk action',
      id =>
        office.admin
          .post('/staff/bulk-actions', {
            action: 'transfer',
            ids: [id],
            department_id: legal,
          })
          .expect(200),
    ],
    [
      'the end of the department',
      () =>
        office.admin
          .delete(`/departments/${sales}?reassign_to=${legal}`)
          .expect(204),
    ],
    [
      'an import',
      (_, staff_id) =>
        office
          .upload(`staff_id,department_code\n${staff_id},L`, {
            update_existing: 'true',
          })
          .expect(200),
    ],
  ])('by %s manages none then', async (_, leave) => {
    const { id, staff_id } = await manager();
    await leave(id, staff_id);
    expect(await office.read(id)).toMatchObject({
      department_id: legal,
      is_department_manager: false,
    });
    expect(await lastChanges(id)).toEqual({
      department_id: [sales, legal],
      is_department_manager: [true, false],
    });
  });

  it('manages the next one when that is said, too', async () => {
    const { id, staff_id } = await manager();
    const patch = { department_id: legal, is_department_manager: true };
    await office.admin.patch(`/staff/${id}`, patch).expect(200);
    expect(await isManager(id)).toBe(true);
    const file = `staff_id,department_code,is_department_manager\n${staff_id},S,`;
    const options = { update_existing: 'true' };
    await office.upload(`${file}true`, options).expect(200);
    expect(await office.read(id)).toMatchObject({
      department_id: sales,
      is_department_manager: true,
    });
    const back = file.replace(',S,', ',L,');
    const { body } = await office
      .upload(back, { ...options, preview: 'true' })
      .expect(200);
    expect(body.preview[0].changed).toEqual([
      'department_code',
      'is_department_manager',
    ]);
    expect(await isManager(id)).toBe(false);
  });

  it('manages it still when they do not leave', async () => {
    const { id } = await manager();
    await office.admin
      .post(`/staff/${id}/transfer`, { department_id: sales })
      .expect(200);
    await office.admin.patch(`/staff/${id}`, { position: 'Boss' }).expect(200);
    expect(await isManager(id)).toBe(true);
    await office.admin
      .patch(`/staff/${id}`, { department_id: null })
      .expect(200);
    expect(await isManager(id)).toBe(false);
  });
});

describeCallboard(
  'a manager who is transferred',
  { config: organisationConfig },
  callboard => {
    it('is no admin of what the next department has', async () => {
      const org = await Organisation.create(callboard());
      const [from, to] = [await org.department(), await org.department()];
      const { id, user_ref } = await org.person(from, {
        is_department_manager: true,
      });
      const project = await org.project();
      await org.link(to, project);
      await org.boss
        .post(`/staff/${id}/transfer`, { department_id: to })
        .expect(200);
      expect(await org.roles(project)).toEqual({
        [user_ref]: 'department member',
      });
    });
  },
);
