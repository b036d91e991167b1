import {
  ChangeEvent,
  MAX_WEBHOOK_BODY_BYTES,
  WebhookPayload,
} from '@callboard/plugin-callboard-common';

/**
 * Builds the body of an event about a change: the text that is signed. If the body would be too
 * long, omits the resource. If it is still too long, also omits the values of the changes.
 */
export function buildEventBody(change: ChangeEvent): string {
  const payload = toWebhookPayload(change);
  const variants = [
    () => payload,
    () => omitData(payload),
    () => omitValues(omitData(payload)),
  ];
  for (const build of variants) {
    const body = JSON.stringify(build());
    if (Buffer.byteLength(body) <= MAX_WEBHOOK_BODY_BYTES) {
      return body;
    }
  }
  // The names of the changed fields alone are too long. No resource has that many fields today.
  return JSON.stringify({
    ...omitData(payload),
    activity: { ...payload.activity, changes: [] },
  });
}

function toWebhookPayload(change: ChangeEvent): WebhookPayload {
  const { id, actor, action, changes, entity_id } = change;
  return {
    type: `${change.entity_type}.${action}`,
    timestamp: change.created_at,
    data: change.is_resource_left_out
      ? { id: entity_id, truncated: true }
      : (change.resource as WebhookPayload['data']),
    workspace_id: change.workspace_id,
    activity: { id, actor, action, changes },
  };
}

function omitData(payload: WebhookPayload): WebhookPayload {
  const { data } = payload;
  return { ...payload, data: data && { id: data.id, truncated: true } };
}

function omitValues(payload: WebhookPayload): WebhookPayload {
  const changes = payload.activity.changes.map(({ field }) => ({
    field,
    old_value: null,
    new_value: null,
    truncated: true as const,
  }));
  return { ...payload, activity: { ...payload.activity, changes } };
}
