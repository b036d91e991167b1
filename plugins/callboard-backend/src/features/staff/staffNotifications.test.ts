import { newId } from '../../database/ids';
import { membershipNotifications } from '../memberships/membershipNotifications';
import { changeEvent, ada } from '../notifications/__testUtils__/changeEvent';
import { noticesOf } from '../notifications/__testUtils__/noticesOf';
import { staffNotifications } from './staffNotifications';

const max = 'user:default/max';
const checkout = newId(0);

const transfer = (to: string | null, user_ref: string | null = max) =>
  changeEvent('staff.transfer', {
    visibility: 'workspace',
    fields: { department_id: [newId(1), to] },
    metadata: { names: { [checkout]: 'Checkout' } },
    resource: { user_ref },
  });

const imported = (metadata: Record<string, string | number>) =>
  changeEvent('workspace.bulk_import', { metadata });

describe('the rules of staff', () => {
  it.each([
    [
      transfer(checkout),
      'You were transferred to Checkout',
      `/organisation/departments?workspace=acme&department=${checkout}`,
    ],
    [transfer(null), 'You no longer belong to a department', null],
  ])('tell who is transferred', async (change, title, target_url) => {
    expect(await noticesOf(staffNotifications, [change])).toMatchObject([
      { type: 'staff.transferred', to: { refs: [max] }, title, target_url },
    ]);
  });

  it('tell nobody where there is no User to tell', async () => {
    const change = transfer(checkout, null);
    expect(await noticesOf(staffNotifications, [change])).toEqual([]);
  });

  it('tell who is transferred that, and not what follows from it', async () => {
    const { types, rules } = membershipNotifications;
    const granted = (user_ref: string) =>
      changeEvent('project_member.create', {
        fields: { role: [null, 'member'] },
        resource: { user_ref },
      });
    const notices = await noticesOf(
      {
        types: [...types, ...staffNotifications.types],
        rules: [...rules, ...staffNotifications.rules],
      },
      [transfer(checkout), granted(max), granted('user:default/mia')],
    );
    expect(notices.map(({ type, to }) => [type, to.refs])).toEqual([
      ['staff.transferred', [max]],
      ['project_member.granted', ['user:default/mia']],
    ]);
  });

  it('tell who started an import what has come of it', async () => {
    const [notice] = await noticesOf(staffNotifications, [
      imported({ entity_type: 'staff', created: 480, updated: 0, failed: 20 }),
    ]);
    expect(notice).toMatchObject({
      type: 'staff.imported',
      to: { refs: [ada.user_ref] },
      // Who did it is left out otherwise.
      actor_ref: null,
      body: '480 created, 20 failed.',
      severity: 'high',
    });
  });

  it('tell of no import of something else', async () => {
    const change = imported({ entity_type: 'department', created: 1 });
    expect(await noticesOf(staffNotifications, [change])).toEqual([]);
  });
});
