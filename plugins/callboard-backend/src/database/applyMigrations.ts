import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { withAdvisoryLock } from './advisoryLock';

/** Serialises replicas that start simultaneously. */
const MIGRATIONS_LOCK = 0x63_62_6d_67;

/** Migrates the database. A second replica waits; with knex's own lock, it would fail. */
export async function applyMigrations(knex: Knex): Promise<void> {
  await withAdvisoryLock(knex, MIGRATIONS_LOCK, () =>
    knex.migrate.latest({
      directory: resolvePackagePath(
        '@callboard/plugin-callboard-backend',
        'migrations',
      ),
    }),
  );
}
