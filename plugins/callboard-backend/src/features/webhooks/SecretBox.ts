import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
} from 'crypto';
import { Config } from '@backstage/config';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Core } from '../../core/Core';
import { WebhookRow } from './WebhookRow';

const ALGORITHM = 'aes-256-gcm';

const IV_BYTES = 12;

const VERSION = 'v1';

interface Key {
  /** Stored with each encrypted text. Identifies the key without revealing the key. */
  id: string;
  bytes: Buffer;
}

/** Encrypts secrets for the database with AES-256-GCM. Supports key rotation. */
export class SecretBox {
  readonly #keys: readonly Key[];

  /**
   * @param passphrases - the first one encrypts new secrets; all can decrypt
   * @throws Error without a passphrase
   */
  constructor(passphrases: readonly string[]) {
    if (passphrases.length === 0) {
      throw new Error(
        'No key is configured to encrypt secrets. Set callboard.webhooks.encryptionKeys',
      );
    }
    this.#keys = passphrases.map(deriveKey);
  }

  /** @param owner - the id of the row; no other row can use the encrypted secret */
  encrypt(secret: string, owner: string): string {
    const [{ id, bytes }] = this.#keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, bytes, iv).setAAD(
      Buffer.from(owner),
    );
    const encrypted = Buffer.concat([
      cipher.update(secret, 'utf8'),
      cipher.final(),
    ]);
    return [
      VERSION,
      id,
      ...[iv, cipher.getAuthTag(), encrypted].map(part =>
        part.toString('base64url'),
      ),
    ].join('.');
  }

  /** @throws Error when the text's key is unknown, the owner differs, or the text was modified */
  decrypt(text: string, owner: string): string {
    const [version, id, ...parts] = text.split('.');
    const key = this.#keys.find(candidate => candidate.id === id);
    if (version !== VERSION || !key) {
      throw new Error(
        'The secret was encrypted with a key that callboard.webhooks.encryptionKeys does not contain',
      );
    }
    const [iv, tag, encrypted] = parts.map(part =>
      Buffer.from(part, 'base64url'),
    );
    const decipher = createDecipheriv(ALGORITHM, key.bytes, iv)
      .setAAD(Buffer.from(owner))
      .setAuthTag(tag);
    return (
      decipher.update(encrypted, undefined, 'utf8') + decipher.final('utf8')
    );
  }

  canDecrypt(text: string, owner: string): boolean {
    try {
      this.decrypt(text, owner);
      return true;
    } catch {
      return false;
    }
  }

  /** Whether a secret is encrypted with the first key, which encrypts new secrets. */
  hasCurrentKey(text: string): boolean {
    return text.startsWith(`${VERSION}.${this.#keys[0].id}.`);
  }
}

function deriveKey(passphrase: string): Key {
  const bytes = Buffer.from(
    hkdfSync('sha256', passphrase, '', 'callboard webhook secrets', 32),
  );
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}

const KEY_ROW_ID = 1;

/**
 * Creates the `SecretBox` of webhooks. It encrypts with the first configured key, else with the
 * first of `backend.auth.keys`, else with a key in the database.
 */
export async function createSecretBox({
  knex,
  logger,
  config,
  platform,
}: Core): Promise<SecretBox> {
  const configured = [
    ...config.webhooks.encryptionKeys,
    ...readAuthKeys(platform.rootConfig),
  ];
  if (configured.length === 0) {
    logger.info(
      'The secrets of webhooks are encrypted with a key that is in the same database. Configure callboard.webhooks.encryptionKeys to protect them from people with access to the database.',
    );
    await knex('webhook_keys')
      .insert({
        id: KEY_ROW_ID,
        secret_key: randomBytes(32).toString('base64'),
      })
      .onConflict('id')
      .ignore();
  }
  // Secrets that are older than the configured keys are still encrypted with the stored key.
  const stored: string[] = await knex('webhook_keys').pluck('secret_key');
  return new SecretBox([...configured, ...stored]);
}

function readAuthKeys(rootConfig: Config): string[] {
  return (rootConfig.getOptionalConfigArray('backend.auth.keys') ?? []).map(
    key => key.getString('secret'),
  );
}

/** Generates a secret in the format of Standard Webhooks. */
export function generateSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Creates the headers with which receivers verify that a request is from Callboard. */
export class Signing {
  constructor(private readonly secrets: SecretBox) {}

  /**
   * Builds the headers of a request, as specified by Standard Webhooks. A former secret also signs
   * until it expires, unless it cannot be decrypted.
   *
   * @param now - milliseconds since 1970
   * @throws Error when the current secret cannot be decrypted
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
    const hasFormerSecret =
      former_secret !== null &&
      Date.parse(former_secret_expires_at ?? '') > now &&
      this.secrets.canDecrypt(former_secret, id);
    return (hasFormerSecret ? [secret, former_secret] : [secret]).map(
      encrypted => this.secrets.decrypt(encrypted, id),
    );
  }
}
