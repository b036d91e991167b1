import { WebhookPayload } from '@callboard/plugin-callboard-common';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

export { WebhookVerificationError } from 'standardwebhooks';

/** A webhook request as received. @public */
export interface ReceivedWebhook {
  /** The secret of the webhook; several during rotation. */
  secret: string | readonly string[];
  /** The headers of the request. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The raw body, before parsing. */
  body: string | Buffer;
}

/** The event of a verified request. @public */
export interface VerifiedWebhook {
  /** The same in every attempt to deliver an event: use it to process the event only once. */
  id: string;
  payload: WebhookPayload;
}

/**
 * Verifies that a request comes from Callboard and is at most five minutes old.
 *
 * @throws WebhookVerificationError otherwise
 * @public
 */
export function verifyWebhook(received: ReceivedWebhook): VerifiedWebhook {
  const { secret, headers, body } = received;
  const normalisedHeaders: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    normalisedHeaders[name.toLowerCase()] = String(value ?? '');
  }
  const secrets = typeof secret === 'string' ? [secret] : secret;
  let failure: unknown = new WebhookVerificationError('No secret was provided');
  for (const candidate of secrets) {
    try {
      const payload = new Webhook(candidate).verify(body, normalisedHeaders);
      return {
        id: normalisedHeaders['webhook-id'],
        payload: payload as WebhookPayload,
      };
    } catch (error) {
      // The library throws other errors for an invalid secret.
      failure =
        error instanceof WebhookVerificationError
          ? error
          : new WebhookVerificationError((error as Error).message);
    }
  }
  throw failure;
}
