import {
  HIDDEN_VALUE,
  WebhookDeliveryDetail,
  WebhookPayload,
} from '@callboard/plugin-callboard-common';
import { ActivityMask } from '../../../pseudonyms/ActivityMask';
import { maskedDelivery } from './maskedDelivery';

/**
 * A delivery with its request as somebody sees it. With a mask the body is not the text
 * that was sent: that one has names.
 */
export function maskedDetail(
  detail: WebhookDeliveryDetail,
  mask: ActivityMask | undefined,
): WebhookDeliveryDetail {
  if (!mask) {
    return detail;
  }
  return {
    ...maskedDelivery(detail, mask),
    request_body: maskedBody(detail.request_body, mask),
    // Receivers may answer with what they were told.
    tries: detail.tries.map(each => ({
      ...each,
      response_headers:
        each.response_headers && mask.json(each.response_headers),
      response_body: each.response_body && mask.text(each.response_body),
    })),
  };
}

function maskedBody(body: string, mask: ActivityMask): string {
  const payload: WebhookPayload = JSON.parse(body);
  const { type, data, workspace_id, activity } = payload;
  const [entity_type] = type.split('.');
  const { user_ref, display_name } = activity.actor;
  const actor = mask.person(workspace_id, user_ref, display_name);
  return JSON.stringify({
    ...payload,
    data:
      data &&
      (mask.isRecord(entity_type) ? { id: HIDDEN_VALUE } : mask.json(data)),
    activity: {
      ...activity,
      actor: { user_ref: actor.user_id, display_name: actor.user_name },
      changes: mask.changes(entity_type, activity.changes),
    },
  });
}
