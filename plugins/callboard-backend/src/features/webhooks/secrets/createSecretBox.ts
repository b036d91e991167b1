import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { randomBytes } from 'crypto';
import { Knex } from 'knex';
import { SecretBox } from './SecretBox';

/** The id of the only key row. */
const ONLY = 1;

/**
 * The box for the secrets of webhooks, with the keys of the configuration: those
 * for it; else those of `backend.auth.keys`; else one in the database.
 */
export async function createSecretBox(deps: {
  knex: Knex;
  logger: LoggerService;
  encryptionKeys: readonly string[];
  rootConfig: Config;
}): Promise<SecretBox> {
  const { knex, logger, encryptionKeys, rootConfig } = deps;
  if (encryptionKeys.length > 0) {
    // Until a key was configured, others may have been used.
    return new SecretBox([
      ...encryptionKeys,
      ...readAuthKeys(rootConfig),
      ...(await readStoredKeys(knex)),
    ]);
  }
  const derived = readAuthKeys(rootConfig);
  if (derived.length > 0) {
    return new SecretBox([...derived, ...(await readStoredKeys(knex))]);
  }
  logger.info(
    'The secrets of webhooks are encrypted with a key that is in the same database. Configure callboard.webhooks.encryptionKeys to protect them from people with access to the database.',
  );
  await knex('webhook_keys')
    .insert({ id: ONLY, secret_key: randomBytes(32).toString('base64') })
    .onConflict('id')
    .ignore();
  return new SecretBox(await readStoredKeys(knex));
}

function readAuthKeys(rootConfig: Config): string[] {
  return (rootConfig.getOptionalConfigArray('backend.auth.keys') ?? []).map(
    key => key.getString('secret'),
  );
}

async function readStoredKeys(knex: Knex): Promise<string[]> {
  return knex('webhook_keys').pluck('secret_key');
}
