import { createId } from '../../database/ids';
import {
  createChangeEvent,
  changeScope,
} from '../notifications/__testUtils__/createChangeEvent';
import { listNotificationEvents } from '../notifications/__testUtils__/listNotificationEvents';
import { membershipNotifications } from './membershipNotifications';

const max = 'user:default/max';
const secret = {
  ...changeScope,
  project: { ...changeScope.project!, access: 'secret' as const },
};
const ofWorkspace = { ...changeScope, project: null };

const member = (
  type: string,
  role: [string | null, string | null],
  user_ref = max,
) =>
  createChangeEvent(type, {
    entity_label: 'Max Member',
    fields: role[0] === role[1] ? {} : { role },
    resource: { user_ref },
  });

describe('membershipNotifications', () => {
  it.each([
    [
      'being added to a project',
      member('project_member.create', [null, 'member']),
      changeScope,
      'project_member.granted',
      'You are now a member of Payments',
      'project',
      '/catalog/default/system/payments/work',
    ],
    [
      'being added to a secret project',
      member('project_member.create', [null, 'admin']),
      secret,
      'project_member.granted',
      'You are now an admin of Payments',
      'project',
      '/catalog/default/system/payments/work',
    ],
    [
      'a changed role',
      member('project_member.update', ['member', 'guest']),
      changeScope,
      'project_member.role_changed',
      'You are now a guest of Payments',
      'project',
      '/catalog/default/system/payments/work',
    ],
    [
      'being removed from an open project',
      member('project_member.delete', ['member', null]),
      changeScope,
      'project_member.lost',
      'You are no longer a member of Payments',
      'project',
      null,
    ],
    [
      'being removed from a secret project without naming it',
      member('project_member.delete', ['member', null]),
      secret,
      'project_member.lost',
      'You are no longer a member of a secret project',
      'recipients',
      null,
    ],
    [
      'being added to a workspace',
      member('workspace_member.create', [null, 'guest']),
      ofWorkspace,
      'workspace_member.granted',
      'You are now a guest of the workspace Acme',
      'project',
      '/callboard/workspaces/acme',
    ],
    [
      'being removed from a workspace',
      member('workspace_member.delete', ['guest', null]),
      ofWorkspace,
      'workspace_member.lost',
      'You are no longer a member of the workspace Acme',
      'recipients',
      null,
    ],
  ])('notifies the user about %s', async (_, change, at, ...expected) => {
    const [type, title, visibility, target_url] = expected;
    const result = await listNotificationEvents(
      membershipNotifications,
      [change],
      { at },
    );
    expect(result).toMatchObject([
      { type, title, visibility, target_url, to: { refs: [max] } },
    ]);
  });

  it('omits the project id and the link when a user loses a secret project', async () => {
    const lost = member('project_member.delete', ['member', null]);
    const [notificationEvent] = await listNotificationEvents(
      membershipNotifications,
      [lost],
      {
        at: secret,
      },
    );
    expect(notificationEvent).toMatchObject({
      project_id: null,
      target_url: null,
    });
  });

  it('ignores updates that leave the role unchanged and members who join by themselves', async () => {
    const joins = member(
      'project_member.join',
      [null, 'member'],
      'user:default/ada',
    );
    const same = member('project_member.update', ['member', 'member']);
    expect([
      ...(await listNotificationEvents(membershipNotifications, [same])),
      ...(await listNotificationEvents(membershipNotifications, [joins])),
    ]).toEqual([]);
  });

  it('sends one summary per user for several changes, without names of projects', async () => {
    const changes = [
      member('project_member.create', [null, 'member']),
      member('project_member.create', [null, 'member']),
      member('project_member.delete', ['member', null]),
      member('workspace_member.update', ['member', 'admin']),
      member('project_member.delete', ['member', null], 'user:default/mia'),
    ].map((change, index) => ({
      ...change,
      project_id: index < 2 ? createId(index) : change.project_id,
    }));
    const events = await listNotificationEvents(
      membershipNotifications,
      changes,
      {
        at: secret,
      },
    );
    expect(events).toMatchObject([
      {
        type: 'membership_sync.changed',
        to: { refs: [max] },
        title: 'Your memberships in Acme changed',
        body: '2 memberships added, 1 membership removed, 1 membership with a changed role.',
        project_id: null,
        visibility: 'recipients',
      },
      {
        to: { refs: ['user:default/mia'] },
        title: 'You are no longer a member of a secret project',
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('Payments');
  });
});
