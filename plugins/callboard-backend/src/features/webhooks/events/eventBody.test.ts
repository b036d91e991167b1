import {
  ChangeEvent,
  MAX_WEBHOOK_BODY_BYTES,
  webhookPayload,
} from '@callboard/plugin-callboard-common';
import { eventBody } from './eventBody';

const ID = '01900000-0000-7000-8000-000000000001';

function changeWith(given: Partial<ChangeEvent>): ChangeEvent {
  const change: ChangeEvent = {
    id: ID,
    workspace_id: ID,
    project_id: null,
    actor: { user_ref: 'user:default/jane', display_name: 'Jane' },
    visibility: 'admins',
    people: [],
    action: 'update',
    entity_type: 'work_item',
    entity_id: ID,
    entity_label: 'PAY-1',
    metadata: null,
    changes: [{ field: 'title', old_value: 'a', new_value: 'b' }],
    resource: { id: ID, title: 'b' },
    is_resource_left_out: false,
    batch_id: null,
    is_detail: false,
    created_at: '2026-05-01T10:00:00.000Z',
  };
  return Object.assign(change, given);
}

const read = (change: ChangeEvent) => {
  const body = eventBody(change);
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_WEBHOOK_BODY_BYTES);
  return webhookPayload.parse(JSON.parse(body));
};

/** Each character has three bytes. */
const large = '€'.repeat(100_000);

describe('the body of an event', () => {
  it('has the resource, and what changed', () => {
    expect(read(changeWith({}))).toEqual({
      type: 'work_item.update',
      timestamp: '2026-05-01T10:00:00.000Z',
      data: { id: ID, title: 'b' },
      workspace_id: ID,
      activity: {
        id: ID,
        actor: { user_ref: 'user:default/jane', display_name: 'Jane' },
        action: 'update',
        changes: [{ field: 'title', old_value: 'a', new_value: 'b' }],
      },
    });
  });

  it('has no resource where there is none', () => {
    expect(read(changeWith({ resource: null })).data).toBeNull();
  });

  it.each([
    ['was left out before', { resource: null, is_resource_left_out: true }],
    ['makes it too large', { resource: { id: ID, title: large } }],
  ])('has only the id of a resource that %s', (_why, given) => {
    const { data, activity } = read(changeWith(given));
    expect(data).toEqual({ id: ID, truncated: true });
    expect(activity.changes).toHaveLength(1);
  });

  it('leaves out values that are too large', () => {
    const changes = [{ field: 'title', old_value: null, new_value: large }];
    expect(read(changeWith({ changes })).activity.changes).toEqual([
      { field: 'title', old_value: null, new_value: null, truncated: true },
    ]);
  });
});
