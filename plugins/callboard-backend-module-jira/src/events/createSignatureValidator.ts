import { RequestValidator } from '@backstage/plugin-events-node';
import { createHmac, timingSafeEqual } from 'crypto';
import { JiraInstanceConfig } from '../readJiraConfig';
import { isFromInstance } from './readEvent';

/**
 * Creates a validator that rejects a request unless its header `X-Hub-Signature: sha256=…` contains
 * the signature of the Jira instance that the event is about.
 */
export function createSignatureValidator(
  instances: readonly JiraInstanceConfig[],
): RequestValidator {
  return async ({ body, headers, raw }, context) => {
    const [, signature] =
      /^sha256=([0-9a-f]{64})$/i.exec(String(headers['x-hub-signature'])) ?? [];
    const isValid = instances.some(
      instance =>
        signature &&
        instance.webhookSecret &&
        (instances.length === 1 || isFromInstance(body, instance)) &&
        timingSafeEqual(
          createHmac('sha256', instance.webhookSecret)
            .update(raw.body)
            .digest(),
          Buffer.from(signature, 'hex'),
        ),
    );
    if (!isValid) {
      context.reject({
        status: 403,
        payload: { message: 'invalid signature' },
      });
    }
  };
}
