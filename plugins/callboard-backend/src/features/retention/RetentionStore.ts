import { RetentionRule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sortBy } from 'lodash';
import { insertMany } from '../../database/bulk';
import { lockName } from '../../database/lockName';

const TABLE = 'retention_rules';

/** The rules of retention. */
export class RetentionStore {
  /** All rules, in one order. */
  async list(knex: Knex): Promise<RetentionRule[]> {
    const rules: RetentionRule[] = await knex(TABLE).select(
      'workspace_id',
      'class',
      'keep_days',
    );
    return sortBy(rules, ({ workspace_id }) => workspace_id ?? '', 'class');
  }

  /** Waits until nobody else replaces the rules, for the rest of the transaction. */
  async hold(tx: Knex.Transaction): Promise<void> {
    await lockName(tx, TABLE);
  }

  /** Replaces all rules; only while they are held. */
  async replace(tx: Knex, rules: readonly RetentionRule[]): Promise<void> {
    await tx(TABLE).delete();
    await insertMany(tx, TABLE, rules);
  }
}
