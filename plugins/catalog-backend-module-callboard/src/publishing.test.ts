import { createForeignEntity } from './__testUtils__/OtherProvider';
import { Portal } from './__testUtils__/Portal';

const enabled = {
  enabled: true,
  schedule: { frequency: { minutes: 10 }, timeout: { minutes: 1 } },
};

describe('departments and staff in the catalog', () => {
  let portal: Portal;
  let disabledPortal: Portal;

  beforeAll(async () => {
    disabledPortal = await Portal.start(undefined);
    await disabledPortal.createDepartment({ name: 'Silent' });
    portal = await Portal.start(enabled, [
      createForeignEntity('User', 'known', {
        profile: { displayName: 'Somebody from the directory' },
      }),
      createForeignEntity('Group', 'taken'),
      createForeignEntity('Group', 'owners', { type: 'seeded' }),
    ]);
  });

  afterAll(async () => {
    await portal.stop();
    await disabledPortal.stop();
  });

  it('publishes departments as Groups with their members, and keeps existing Users', async () => {
    const top = await portal.createDepartment({
      name: 'Company',
      short_name: 'CO',
    });
    const pay = await portal.createDepartment({
      name: 'Payments & More',
      description: 'Moves money',
      dept_type: 'Division',
      parent_id: top,
    });
    await portal.createPerson('known', pay);
    await portal.createPerson('stranger', pay);
    await portal.waitForExpectations(async () => {
      expect(
        await portal.listRelated('group:default/payments-more', 'hasMember'),
      ).toEqual(['user:default/known', 'user:default/stranger']);
      expect(
        await portal.findEntity('group:default/payments-more'),
      ).toMatchObject({
        metadata: {
          description: 'Moves money',
          annotations: {
            'callboard.io/department-id': pay,
            'backstage.io/managed-by-origin-location': `callboard:department/${pay}`,
          },
        },
        spec: {
          type: 'division',
          profile: { displayName: 'Payments & More' },
          parent: 'group:default/co',
        },
      });
      expect(await portal.listRelated('group:default/co', 'parentOf')).toEqual([
        'group:default/payments-more',
      ]);
      // The other provider's User only gains the relation. Callboard publishes `stranger`, because
      // no other provider has it.
      expect(await portal.findEntity('user:default/known')).toMatchObject({
        spec: { profile: { displayName: 'Somebody from the directory' } },
      });
      expect(
        await portal.listRelated('user:default/known', 'memberOf'),
      ).toEqual(['group:default/payments-more']);
      expect(await portal.findEntity('user:default/stranger')).toMatchObject({
        spec: {
          profile: {
            displayName: 'P stranger',
            email: 'stranger@example.org',
          },
          memberOf: ['group:default/payments-more'],
        },
      });
    });
  });

  it('updates Groups after departments are moved, renamed and deleted @full', async () => {
    const old = await portal.createDepartment({ name: 'Old parent' });
    const moved = await portal.createDepartment({
      name: 'Mover',
      parent_id: old,
    });
    await portal.waitForExpectations(async () => {
      expect(
        await portal.listRelated('group:default/mover', 'childOf'),
      ).toEqual(['group:default/old-parent']);
    });
    const one = `/departments/${moved}`;
    await portal.admin.patch(one, { parent_id: null }).expect(200);
    await portal.admin.delete(`/departments/${old}`).expect(204);
    await portal.admin.patch(one, { short_name: 'MV', name: 'M' }).expect(200);
    await portal.waitForExpectations(async () => {
      expect(
        await portal.findEntity('group:default/old-parent'),
      ).toBeUndefined();
      expect(await portal.findEntity('group:default/mover')).toBeUndefined();
      expect(await portal.listRelated('group:default/mv', 'childOf')).toEqual(
        [],
      );
    });
  });

  it('removes deactivated people from the Group and the catalog @full', async () => {
    const id = await portal.createDepartment({ name: 'Leavers' });
    const person = await portal.createPerson('leaver', id);
    await portal.createPerson('stayer', id);
    await portal.waitForExpectations(async () => {
      expect(
        await portal.listRelated('group:default/leavers', 'hasMember'),
      ).toHaveLength(2);
    });
    await portal.admin.post(`/staff/${person}/deactivate`, {}).expect(200);
    await portal.waitForExpectations(async () => {
      expect(
        await portal.listRelated('group:default/leavers', 'hasMember'),
      ).toEqual(['user:default/stayer']);
      expect(await portal.findEntity('user:default/leaver')).toBeUndefined();
    });
  });

  it('keeps a Group of another provider unchanged, and warns once', async () => {
    const taken = await portal.createDepartment({ name: 'Taken' });
    const above = await portal.createDepartment({ name: 'Above' });
    await portal.admin
      .patch(`/departments/${taken}`, { parent_id: above })
      .expect(200);
    await portal.createDepartment({ name: 'Beneath', parent_id: taken });
    await portal.waitForExpectations(async () => {
      // Its descendants move to its parent.
      expect(
        await portal.listRelated('group:default/beneath', 'childOf'),
      ).toEqual(['group:default/above']);
    });
    const others = await portal.findEntity('group:default/taken');
    expect(others?.spec).toEqual({ type: 'team', children: [] });
    expect(
      portal.warnings.filter(warning =>
        warning.includes('group:default/taken'),
      ),
    ).toHaveLength(1);
  });

  it('adds no members to a Group of another provider', async () => {
    await portal.admin
      .post('/organisation/seed-from-catalog', { dry_run: false })
      .expect(200);
    const owners = await portal.findDepartmentId('owners');
    const own = await portal.createDepartment({ name: 'Their own' });
    await portal.createPerson('intruder', owners);
    const moved = await portal.createPerson('mover', own);
    await portal.waitForExpectations(async () => {
      expect(
        await portal.listRelated('user:default/mover', 'memberOf'),
      ).toEqual(['group:default/their-own']);
    });
    await portal.admin
      .patch(`/staff/${moved}`, { department_id: owners })
      .expect(200);
    await portal.waitForExpectations(async () => {
      expect(
        await portal.listRelated('user:default/mover', 'memberOf'),
      ).toEqual([]);
      expect(await portal.findEntity('user:default/intruder')).toMatchObject({
        spec: { memberOf: [] },
      });
    });
    expect(
      await portal.listRelated('group:default/owners', 'hasMember'),
    ).toEqual([]);
  });

  it('removes the Group and User of Callboard when another provider publishes entities with the same names @full', async () => {
    const id = await portal.createDepartment({ name: 'Contested' });
    await portal.createPerson('contested', id);
    await portal.createPerson('climber', id);
    await portal.waitForExpectations(async () => {
      expect(await portal.findEntity('user:default/contested')).toBeDefined();
      expect(
        await portal.listRelated('user:default/climber', 'memberOf'),
      ).toEqual(['group:default/contested']);
    });
    await portal.other.publish([
      createForeignEntity('User', 'contested', {
        profile: { displayName: 'Real' },
      }),
      createForeignEntity('Group', 'contested', { type: 'theirs' }),
    ]);
    const expectOtherProvidersEntities = async () => {
      expect(await portal.findEntity('user:default/contested')).toMatchObject({
        spec: { profile: { displayName: 'Real' } },
      });
      expect(await portal.findEntity('group:default/contested')).toMatchObject({
        spec: { type: 'theirs' },
      });
    };
    await portal.waitForExpectations(expectOtherProvidersEntities);
    // Another change triggers publishing again.
    await portal.createDepartment({ name: 'Afterwards' });
    await portal.waitForExpectations(async () => {
      expect(await portal.findEntity('group:default/afterwards')).toBeDefined();
    });
    await expectOtherProvidersEntities();
    await portal.waitForExpectations(async () => {
      expect(portal.warnings.join()).toContain('group:default/contested');
      expect(
        await portal.listRelated('group:default/contested', 'hasMember'),
      ).toEqual([]);
    });
  });

  it('omits departments while the provider is not enabled', async () => {
    // Created after the department of the disabled portal: if both were published, that one would be
    // first.
    await portal.createDepartment({ name: 'Later' });
    await portal.waitForExpectations(async () => {
      expect(await portal.findEntity('group:default/later')).toBeDefined();
    });
    expect(
      await disabledPortal.findEntity('group:default/silent'),
    ).toBeUndefined();
  });
});
