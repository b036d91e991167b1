import { NotFoundError } from '@backstage/errors';
import {
  CriticalRule,
  CriticalRulePatch,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isUndefined, omitBy } from 'lodash';
import { Actor } from '../../../kernel/actor';
import { Core } from '../../../core/Core';
import { InvalidRequestError } from '../../../http/errors';
import { Precondition } from '../../../http/Precondition';
import { criticalRules, CriticalRuleSpec, RuleSettings } from './criticalRules';
import { readOptionalInstant } from '../../../database/dialect';
import { lockForUpdate } from '../../../database/locks';
import { toNextVersion } from '../../../database/Table';

const TABLE = 'critical_rules';

export interface ConfiguredRule {
  spec: CriticalRuleSpec;
  settings: RuleSettings;
  version: number;
  /** Null if the settings were never changed. */
  updated_at: string | null;
}

export class CriticalRuleService {
  constructor(
    private readonly deps: Pick<Core, 'knex' | 'changes' | 'workspaces'>,
  ) {}

  async list(): Promise<{ items: CriticalRule[] }> {
    return { items: (await listCriticalRules(this.deps.knex)).map(toResponse) };
  }

  /**
   * Changes the settings of a rule.
   *
   * @throws NotFoundError when the rule does not exist
   * @throws InvalidRequestError when the patch sets `rows`, but the rule does not count data rows
   * @throws PreconditionFailedError when the rule has changed since the caller read it
   */
  async update(
    actor: Actor,
    id: string,
    patch: CriticalRulePatch,
    precondition: Precondition,
  ): Promise<CriticalRule> {
    const { changes, workspaces } = this.deps;
    const workspace = (await workspaces.findDefault())!;
    return changes.run(actor, async ({ tx, now, record }) => {
      const before = await lockRule(tx, id);
      precondition.check(before.version);
      if (typeof patch.rows === 'number' && !before.spec.countDataRows) {
        throw new InvalidRequestError([
          {
            field: 'body.rows',
            reason: 'must be null, because this rule does not count rows',
          },
        ]);
      }
      const settings = { ...before.settings, ...omitBy(patch, isUndefined) };
      const after = toNextVersion(before, { settings }, now);
      const isChanged = record({
        workspace_id: workspace.id,
        visibility: 'admins',
        entity_type: 'critical_rule',
        entity_id: id,
        entity_label: before.spec.title,
        before: { ...toResponse(before) },
        after: { ...toResponse(after) },
      });
      if (!isChanged) {
        return toResponse(before);
      }
      const { version, updated_at } = after;
      await tx(TABLE)
        .where({ id })
        .update({ ...settings, version, updated_at: new Date(updated_at!) });
      return toResponse(after);
    });
  }
}

function toResponse(rule: ConfiguredRule): CriticalRule {
  const { spec, settings, version, updated_at } = rule;
  const { id, title, description, defaults } = spec;
  return {
    id,
    title,
    description,
    ...settings,
    defaults,
    version,
    updated_at,
  };
}

/** Lists all rules with their current settings, in a fixed order. */
export async function listCriticalRules(knex: Knex): Promise<ConfiguredRule[]> {
  const rows = await knex(TABLE);
  const stored = new Map(rows.map(row => [row.id, row]));
  return criticalRules.map(spec => readRule(spec, stored.get(spec.id)));
}

/**
 * Finds and locks a rule until the transaction ends.
 *
 * @throws NotFoundError when the rule does not exist
 */
async function lockRule(tx: Knex, id: string): Promise<ConfiguredRule> {
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
