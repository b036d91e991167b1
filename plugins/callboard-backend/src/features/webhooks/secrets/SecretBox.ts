import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
} from 'crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;

/** Names the way in which a secret is sealed. */
const VERSION = 'v1';

interface Key {
  /** Identifies the key of an encrypted text without revealing it. */
  id: string;
  bytes: Buffer;
}

/** Encrypts secrets for the database: AES-256-GCM, with keys that can change. */
export class SecretBox {
  readonly #keys: readonly Key[];

  /**
   * @param passphrases - the first encrypts, all decrypt
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

  /**
   * Encrypts a secret.
   *
   * @param owner - the id of the row it is for; no other row can use it
   */
  seal(secret: string, owner: string): string {
    const [{ id, bytes }] = this.#keys;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, bytes, iv).setAAD(
      Buffer.from(owner),
    );
    const sealed = Buffer.concat([
      cipher.update(secret, 'utf8'),
      cipher.final(),
    ]);
    return [
      VERSION,
      id,
      ...[iv, cipher.getAuthTag(), sealed].map(part =>
        part.toString('base64url'),
      ),
    ].join('.');
  }

  /**
   * Decrypts a text of `seal`.
   *
   * @throws Error when its key is unknown or the text was modified
   */
  open(text: string, owner: string): string {
    const [version, id, ...parts] = text.split('.');
    const key = this.#keys.find(known => known.id === id);
    if (version !== VERSION || !key) {
      throw new Error(
        'The secret was encrypted with a key that callboard.webhooks.encryptionKeys does not have',
      );
    }
    const [iv, tag, sealed] = parts.map(part => Buffer.from(part, 'base64url'));
    const decipher = createDecipheriv(ALGORITHM, key.bytes, iv)
      .setAAD(Buffer.from(owner))
      .setAuthTag(tag);
    return decipher.update(sealed, undefined, 'utf8') + decipher.final('utf8');
  }

  /** Whether a secret can be decrypted. */
  canOpen(text: string, owner: string): boolean {
    try {
      this.open(text, owner);
      return true;
    } catch {
      return false;
    }
  }

  /** Whether a secret is encrypted with the first key. */
  isCurrent(text: string): boolean {
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
