import { Webhook as StandardWebhook } from 'standardwebhooks';
import { SecretBox } from '../secrets/SecretBox';
import { WebhookRow } from '../WebhookRow';

/** Creates the headers with which receivers verify that a request is from Callboard. */
export class Signing {
  constructor(private readonly secrets: SecretBox) {}

  /**
   * The headers of a request, after the Standard Webhooks convention.
   *
   * @param now - milliseconds since 1970
   * @throws Error when the secret cannot be decrypted; a former one is left out then
   */
  buildHeaders(
    webhook: WebhookRow,
    { id, body }: { id: string; body: string },
    now: number,
  ): Record<string, string> {
    const sentAt = new Date(now);
    const signatures = this.getSigningSecrets(webhook, now).map(secret =>
      new StandardWebhook(secret).sign(id, sentAt, body),
    );
    return {
      'content-type': 'application/json',
      'user-agent': 'Callboard-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1_000)),
      'webhook-signature': signatures.join(' '),
    };
  }

  private getSigningSecrets(webhook: WebhookRow, now: number): string[] {
    const { id, secret, former_secret, former_secret_expires_at } = webhook;
    const isRotating =
      former_secret !== null &&
      Date.parse(former_secret_expires_at ?? '') > now;
    const former =
      isRotating && this.secrets.canOpen(former_secret, id)
        ? [former_secret]
        : [];
    return [secret, ...former].map(sealed => this.secrets.open(sealed, id));
  }
}
