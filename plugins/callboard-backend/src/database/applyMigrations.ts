import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { whileLocked } from './advisoryLock';

/** Serializes replicas that start at the same moment. */
const MIGRATIONS_LOCK = 0x63_62_6d_67;

/**
 * Brings the database's tables up to date. Who comes second waits, where
 * Knex's own lock would make it fail.
 */
export async function applyMigrations(knex: Knex): Promise<void> {
  await whileLocked(knex, MIGRATIONS_LOCK, () =>
    knex.migrate.latest({
      directory: resolvePackagePath(
        '@callboard/plugin-callboard-backend',
        'migrations',
      ),
    }),
  );
}
