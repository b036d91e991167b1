import { RetentionRule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sortBy } from 'lodash';
import { insertMany } from '../../database/bulk';
import { lockName } from '../../database/locks';

const TABLE = 'retention_rules';

/** The table of retention rules. */
export class RetentionStore {
  /** All rules, in a fixed order. */
  async list(knex: Knex): Promise<RetentionRule[]> {
    const rules: RetentionRule[] = await knex(TABLE).select(
      'workspace_id',
      'class',
      'keep_days',
    );
    return sortBy(rules, ({ workspace_id }) => workspace_id ?? '', 'class');
  }

  /** Locks the rules against other writers until the transaction ends. */
  async lockRules(tx: Knex.Transaction): Promise<void> {
    await lockName(tx, TABLE);
  }

  /** Replaces all rules; requires the lock. */
  async replace(tx: Knex, rules: readonly RetentionRule[]): Promise<void> {
    await tx(TABLE).delete();
    await insertMany(tx, TABLE, rules);
  }
}
