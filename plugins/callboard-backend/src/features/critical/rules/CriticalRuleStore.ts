import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { forUpdate, readOptionalInstant } from '../../../database/dialect';
import { criticalRules } from './criticalRules';
import { CriticalRuleSpec, Tuning } from './CriticalRuleSpec';

const TABLE = 'critical_rules';

/** A rule, and how it is tuned now. */
export interface TunedRule {
  spec: CriticalRuleSpec;
  tuning: Tuning;
  version: number;
  /** Null where nobody has changed it yet. */
  updated_at: string | null;
}

/** What admins have changed of the rules. */
export class CriticalRuleStore {
  /** All rules, in one order. */
  async list(knex: Knex): Promise<TunedRule[]> {
    const rows = await knex(TABLE);
    const stored = new Map(rows.map(row => [row.id, row]));
    return criticalRules.map(spec => readRule(spec, stored.get(spec.id)));
  }

  /**
   * One of them, held until the transaction ends.
   *
   * @throws NotFoundError when it is not there
   */
  async lock(tx: Knex, id: string): Promise<TunedRule> {
    const spec = criticalRules.find(rule => rule.id === id);
    if (!spec) {
      throw new NotFoundError(`There is no rule ${id}`);
    }
    // Where there is no row, two at once would not wait for each other.
    await tx(TABLE)
      .insert({ id, ...spec.defaults })
      .onConflict('id')
      .ignore();
    return readRule(spec, await forUpdate(tx(TABLE).where({ id })).first());
  }

  /** Writes down how one is tuned that is locked. */
  async update(
    tx: Knex,
    { spec: { id }, tuning, version, updated_at }: TunedRule,
  ): Promise<void> {
    await tx(TABLE)
      .where({ id })
      .update({ ...tuning, version, updated_at: new Date(updated_at!) });
  }
}

function readRule(spec: CriticalRuleSpec, row: any): TunedRule {
  if (!row) {
    return { spec, tuning: spec.defaults, version: 1, updated_at: null };
  }
  const { is_enabled, count, minutes, rows, version, updated_at } = row;
  return {
    spec,
    tuning: { is_enabled: Boolean(is_enabled), count, minutes, rows },
    version,
    updated_at: readOptionalInstant(updated_at),
  };
}
