import { randomBytes, scrypt, timingSafeEqual } from 'crypto';
import { promisify } from 'util';
import { callboardActor } from '../../kernel/actor';
import { Core } from '../../core/Core';
import { lockForUpdate } from '../../database/locks';
import { loadPseudonymKey } from '../../pseudonyms/Pseudonyms';

const HASH_BYTES = 32;

const deriveKey = promisify<string, Buffer, number, Buffer>(scrypt);

/**
 * Creates a fingerprint, which identifies a key without revealing it. Uses a slow hash, because a
 * reader of the fingerprint could try keys.
 */
async function createFingerprint(key: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await deriveKey(key, salt, HASH_BYTES);
  return [salt, hash].map(bytes => bytes.toString('hex')).join(':');
}

/** Whether a fingerprint belongs to a key; false without a fingerprint. */
async function matchesFingerprint(
  key: string,
  fingerprint: string | null,
): Promise<boolean> {
  if (fingerprint === null) {
    return false;
  }
  const [salt, hash] = fingerprint
    .split(':')
    .map(text => Buffer.from(text, 'hex'));
  return timingSafeEqual(await deriveKey(key, salt, HASH_BYTES), hash);
}

const TABLE = 'activity_privacy';

const ONLY_ROW = { id: 1 };

/**
 * Records changes of the privacy mode and of the pseudonym key since the last start. Both are
 * configuration, so users do not change them in Callboard. If several replicas start concurrently,
 * only one records the change.
 */
export async function recordPrivacyMode({
  knex,
  changes,
  config,
  workspaces,
}: Core): Promise<void> {
  const { privacy: mode, pseudonymKey } = config.activity;
  const { id } = (await workspaces.findDefault())!;
  // Other modes use no key and leave the stored fingerprint unchanged.
  const key =
    mode === 'pseudonymous'
      ? pseudonymKey ?? (await loadPseudonymKey(knex))
      : undefined;
  const fingerprint = key === undefined ? null : await createFingerprint(key);
  await changes.run(callboardActor, async ({ tx, record }) => {
    await tx(TABLE)
      .insert({ ...ONLY_ROW, mode, key_fingerprint: fingerprint })
      .onConflict('id')
      .ignore();
    const stored = await lockForUpdate(tx(TABLE).where(ONLY_ROW)).first();
    const isKeyKnown =
      key === undefined ||
      (await matchesFingerprint(key, stored.key_fingerprint));
    const key_fingerprint = isKeyKnown ? stored.key_fingerprint : fingerprint;
    const isChanged = record({
      workspace_id: id,
      visibility: 'admins',
      entity_type: 'privacy',
      entity_id: id,
      entity_label: null,
      before: { id, mode: stored.mode, pseudonym_key: stored.key_fingerprint },
      after: { id, mode, pseudonym_key: key_fingerprint },
      sensitive: ['pseudonym_key'],
    });
    if (isChanged) {
      await tx(TABLE).where(ONLY_ROW).update({ mode, key_fingerprint });
    }
  });
}
