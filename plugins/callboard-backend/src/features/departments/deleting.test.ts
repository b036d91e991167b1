import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { departmentsOf } from './__testUtils__/departmentsOf';

const NOBODY = '01900000-0000-7000-8000-000000000000';

describeCallboard('deleting a department', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  it('is refused while departments are beneath it', async () => {
    const org = await departmentsOf(callboard());
    const [top, below] = await org.chain(2);
    const { body } = await boss().delete(`${org.path}/${top}`).expect(409);
    expect(body.error.message).toContain('(departments: 1, staff: 0)');
    await boss().delete(`${org.path}/${below}`).expect(204);
    await boss().delete(`${org.path}/${top}`).expect(204);
  });

  it('is refused while people are in it, whatever their status', async () => {
    const org = await departmentsOf(callboard());
    const id = await org.make('Sales');
    const person = await org.employ(id, { employment_status: 'resigned' });
    const { body } = await boss().delete(`${org.path}/${id}`).expect(409);
    expect(body.error.message).toContain('(departments: 0, staff: 1)');
    await boss().delete(`/workspaces/${org.slug}/staff/${person}`).expect(204);
    await boss().delete(`${org.path}/${id}`).expect(204);
  });

  it('sends its departments and people where the caller says', async () => {
    const org = await departmentsOf(callboard());
    const [top, gone, child, grandchild] = await org.chain(4);
    const target = await org.make('Target');
    const person = await org.employ(gone);
    const elsewhere = await org.employ(child);
    await boss()
      .delete(`${org.path}/${gone}?reassign_to=${target}`)
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
      from_department_id: gone,
      to_department_id: target,
      to_department_name: 'Target',
    });
    const stayed = await boss().get(`${staff}/${elsewhere}`).expect(200);
    expect(stayed.body.department_id).toBe(child);

    const main = (await tracesOf(callboard(), gone)).pop()!;
    expect(main.action).toBe('delete');
    const details = await boss()
      .get(`/admin/activity?entity_id=${child}&details=true`)
      .expect(200);
    expect(details.body.activities[0].batch_id).toBe(main.batch_id);
    expect(changesIn(details.body.activities[0])).toEqual({
      parent_id: [gone, target],
      level: [3, 2],
    });
  });

  it('is refused where they cannot go', async () => {
    const org = await departmentsOf(callboard());
    const [gone, child, grandchild] = await org.chain(3);
    const deep = await org.chain(5);
    const abroad = await (await departmentsOf(callboard())).make('Abroad');
    const cycle =
      'query.reassign_to: is the department itself, or lies beneath it';
    const unknown = 'query.reassign_to: is not a department of this workspace';
    const tooDeep =
      'query.reassign_to: would make the tree deeper than 6 levels';
    for (const [target, reason] of [
      [gone, cycle],
      [child, cycle],
      [grandchild, cycle],
      [NOBODY, unknown],
      [abroad, unknown],
      [deep[4], tooDeep],
    ]) {
      const { body } = await boss()
        .delete(`${org.path}/${gone}?reassign_to=${target}`)
        .expect(400);
      expect(body.error.message).toBe(reason);
    }
    await boss().delete(`${org.path}/${gone}?reassign_to=x`).expect(400);
    await boss()
      .delete(`${org.path}/${gone}?reassign_to=${deep[3]}`)
      .expect(204);
  });

  it('can send nothing anywhere, but not to nowhere', async () => {
    const org = await departmentsOf(callboard());
    const [target] = await org.chain(1);
    const path = `${org.path}/${await org.make('Empty')}`;
    await boss().delete(`${path}?reassign_to=${NOBODY}`).expect(400);
    await boss().delete(`${path}?reassign_to=${target}`).expect(204);
    expect(Object.keys(await org.byName())).toEqual(['Link 1']);
  });
});
