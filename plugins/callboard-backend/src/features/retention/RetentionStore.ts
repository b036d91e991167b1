import { RetentionRule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sortBy } from 'lodash';
import { insertMany } from '../../database/bulk';

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

  /** Replaces all rules. */
  async replace(tx: Knex, rules: readonly RetentionRule[]): Promise<void> {
    await tx(TABLE).delete();
    await insertMany(tx, TABLE, rules);
  }
}
