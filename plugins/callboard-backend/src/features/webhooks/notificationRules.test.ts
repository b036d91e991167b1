import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { ChangePlace } from '@callboard/plugin-callboard-node';
import { webhookNotifications } from './notificationRules';

it('admins are told of a webhook that Callboard deactivates, and why', () => {
  const [rule] = webhookNotifications.rules;
  const change = {
    entity_id: 'w-1',
    entity_label: 'Build bot',
    changes: [
      { field: 'is_active', old_value: true, new_value: false },
      { field: 'disabled_reason', old_value: null, new_value: 'failing' },
    ],
  } as unknown as ChangeEvent;
  expect(rule.on).toEqual(['webhook.deactivate']);
  const place = { workspace: { slug: 'ops' } } as ChangePlace;
  expect(rule.tell(change, place)).toMatchObject({
    type: webhookNotifications.types[0].type,
    to: { admins: true },
    title: 'Callboard has deactivated the webhook Build bot',
    body: expect.stringContaining('no other succeeded'),
    target_url: '/callboard/webhooks/w-1?workspace=ops',
  });
});
