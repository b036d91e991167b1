import {
  HIDDEN_VALUE,
  WebhookDeliveryDetail,
  WebhookPayload,
} from '@callboard/plugin-callboard-common';
import { ActivityPseudonymiser } from '../../../pseudonyms/ActivityPseudonymiser';
import { pseudonymiseDelivery } from './pseudonymiseDelivery';

/**
 * A delivery with its request as a viewer may see it. With a pseudonymiser, the body differs from the
 * text that was sent, which contains names.
 */
export function pseudonymiseDetail(
  detail: WebhookDeliveryDetail,
  pseudonymiser: ActivityPseudonymiser | undefined,
): WebhookDeliveryDetail {
  if (!pseudonymiser) {
    return detail;
  }
  return {
    ...pseudonymiseDelivery(detail, pseudonymiser),
    request_body: pseudonymiseBody(detail.request_body, pseudonymiser),
    // Receivers may echo the request.
    attempt_log: detail.attempt_log.map(each => ({
      ...each,
      response_headers:
        each.response_headers &&
        pseudonymiser.pseudonymiseJson(each.response_headers),
      response_body:
        each.response_body &&
        pseudonymiser.pseudonymiseText(each.response_body),
    })),
  };
}

function pseudonymiseBody(
  body: string,
  pseudonymiser: ActivityPseudonymiser,
): string {
  const payload: WebhookPayload = JSON.parse(body);
  const { type, data, workspace_id, activity } = payload;
  const [entity_type] = type.split('.');
  const { user_ref, display_name } = activity.actor;
  const actor = pseudonymiser.pseudonymisePerson(
    workspace_id,
    user_ref,
    display_name,
  );
  return JSON.stringify({
    ...payload,
    data:
      data &&
      (pseudonymiser.isRecord(entity_type)
        ? { id: HIDDEN_VALUE }
        : pseudonymiser.pseudonymiseJson(data)),
    activity: {
      ...activity,
      actor: { user_ref: actor.user_id, display_name: actor.user_name },
      changes: pseudonymiser.pseudonymiseChanges(entity_type, activity.changes),
    },
  });
}
