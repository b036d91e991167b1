import { NotFoundError } from '@backstage/errors';
import { CriticalRuleId } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { forUpdate } from '../../../database/dialect';
import { criticalRules } from './criticalRules';
import { CriticalRuleSpec, Tuning } from './CriticalRuleSpec';

const TABLE = 'critical_rules';

/** A rule, and how it is tuned now. */
export interface TunedRule {
  spec: CriticalRuleSpec;
  tuning: Tuning;
}

/** What admins have changed of the rules. */
export class CriticalRuleStore {
  /** All rules, in one order. */
  async list(knex: Knex): Promise<TunedRule[]> {
    const rows = await knex(TABLE);
    const chosen = new Map(rows.map(row => [row.id, readTuning(row)]));
    return criticalRules.map(spec => ({
      spec,
      tuning: chosen.get(spec.id) ?? spec.defaults,
    }));
  }

  /**
   * One of them, held until the transaction ends if somebody has changed it before.
   *
   * @throws NotFoundError when it is not there
   */
  async lock(tx: Knex, id: string): Promise<TunedRule> {
    const spec = criticalRules.find(rule => rule.id === id);
    if (!spec) {
      throw new NotFoundError(`There is no rule ${id}`);
    }
    const row = await forUpdate(tx(TABLE).where({ id })).first();
    return { spec, tuning: row ? readTuning(row) : spec.defaults };
  }

  async put(tx: Knex, id: CriticalRuleId, tuning: Tuning): Promise<void> {
    await tx(TABLE)
      .insert({ id, ...tuning })
      .onConflict('id')
      .merge();
  }
}

function readTuning({ is_enabled, count, minutes }: any): Tuning {
  return { is_enabled: Boolean(is_enabled), count, minutes };
}
