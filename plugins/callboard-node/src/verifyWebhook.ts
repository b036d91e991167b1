import { WebhookPayload } from '@callboard/plugin-callboard-common';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

export { WebhookVerificationError } from 'standardwebhooks';

/** What a receiver of webhooks got. @public */
export interface ReceivedWebhook {
  /** The secret of the webhook; several while it is rotated. */
  secret: string | readonly string[];
  /** The headers of the request. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it came in, before anything parsed it. */
  body: string | Buffer;
}

/** An event that Callboard has sent. @public */
export interface VerifiedWebhook {
  /** The same however often the event is sent: do nothing twice for it. */
  id: string;
  payload: WebhookPayload;
}

/**
 * Makes sure that a request is Callboard's, and not older than five minutes.
 *
 * @throws WebhookVerificationError when it is not
 * @public
 */
export function verifyWebhook(received: ReceivedWebhook): VerifiedWebhook {
  const { secret, headers, body } = received;
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    sent[name.toLowerCase()] = String(value ?? '');
  }
  const secrets = typeof secret === 'string' ? [secret] : secret;
  let failure: unknown = new WebhookVerificationError('There is no secret');
  for (const each of secrets) {
    try {
      const payload = new Webhook(each).verify(body, sent);
      return { id: sent['webhook-id'], payload: payload as WebhookPayload };
    } catch (error) {
      // The library throws others for what is no secret at all.
      failure =
        error instanceof WebhookVerificationError
          ? error
          : new WebhookVerificationError((error as Error).message);
    }
  }
  throw failure;
}
