import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { readOptionalInstant } from '../../../database/dialect';
import { lockForUpdate } from '../../../database/locks';
import { criticalRules, CriticalRuleSpec, RuleSettings } from './criticalRules';

const TABLE = 'critical_rules';

/** A rule with its current settings. */
export interface ConfiguredRule {
  spec: CriticalRuleSpec;
  settings: RuleSettings;
  version: number;
  /** Null if the settings were never changed. */
  updated_at: string | null;
}

/** The table of changed rule settings. */
export class CriticalRuleStore {
  /** Lists all rules, in a fixed order. */
  async list(knex: Knex): Promise<ConfiguredRule[]> {
    const rows = await knex(TABLE);
    const stored = new Map(rows.map(row => [row.id, row]));
    return criticalRules.map(spec => readRule(spec, stored.get(spec.id)));
  }

  /**
   * Finds and locks a rule until the transaction ends.
   *
   * @throws NotFoundError when the rule does not exist
   */
  async lock(tx: Knex, id: string): Promise<ConfiguredRule> {
    const spec = criticalRules.find(rule => rule.id === id);
    if (!spec) {
      throw new NotFoundError(`Rule ${id} not found`);
    }
    // Without a row, concurrent transactions would not wait for each other.
    await tx(TABLE)
      .insert({ id, ...spec.defaults })
      .onConflict('id')
      .ignore();
    return readRule(spec, await lockForUpdate(tx(TABLE).where({ id })).first());
  }

  /** Stores the settings of a locked rule. */
  async update(
    tx: Knex,
    { spec: { id }, settings, version, updated_at }: ConfiguredRule,
  ): Promise<void> {
    await tx(TABLE)
      .where({ id })
      .update({ ...settings, version, updated_at: new Date(updated_at!) });
  }
}

function readRule(spec: CriticalRuleSpec, row: any): ConfiguredRule {
  if (!row) {
    return { spec, settings: spec.defaults, version: 1, updated_at: null };
  }
  const { is_enabled, count, minutes, rows, version, updated_at } = row;
  return {
    spec,
    settings: { is_enabled: Boolean(is_enabled), count, minutes, rows },
    version,
    updated_at: readOptionalInstant(updated_at),
  };
}
