import {
  RetentionPreview,
  RetentionRule,
  RetentionRules,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sortBy, sumBy, uniq } from 'lodash';
import { Actor } from '../../kernel/actor';
import { Core } from '../../core/Core';
import { insertMany } from '../../database/bulk';
import { lockName } from '../../database/locks';
import { countRows } from '../../database/statements';
import { throwIfInvalid } from '../../http/errors';
import { resolveEffectiveRules, selectExpiredRows } from './selectExpiredRows';

const TABLE = 'retention_rules';

/** Lists all rules, in a fixed order. */
export async function listRules(knex: Knex): Promise<RetentionRule[]> {
  const rules: RetentionRule[] = await knex(TABLE).select(
    'workspace_id',
    'class',
    'keep_days',
  );
  return sortBy(rules, ({ workspace_id }) => workspace_id ?? '', 'class');
}

/** Lists all rules, which cannot change until the transaction ends. */
export async function lockRules(
  tx: Knex.Transaction,
): Promise<RetentionRule[]> {
  await lockName(tx, TABLE);
  return listRules(tx);
}

/** Reads, replaces and previews the retention rules of the log. */
export class RetentionService {
  constructor(
    private readonly deps: Pick<
      Core,
      'knex' | 'reader' | 'clock' | 'changes' | 'workspaces'
    >,
  ) {}

  async get(): Promise<RetentionRules> {
    return { rules: await listRules(this.deps.knex) };
  }

  /**
   * Replaces all rules.
   *
   * @throws InvalidRequestError if a rule is for an unknown workspace
   */
  async set(actor: Actor, rules: readonly RetentionRule[]) {
    const { changes, workspaces } = this.deps;
    await this.requireWorkspaces(rules);
    const { id } = (await workspaces.findDefault())!;
    return changes.run(
      actor,
      async ({ tx, record }): Promise<RetentionRules> => {
        const before = await lockRules(tx);
        await tx(TABLE).delete();
        await insertMany(tx, TABLE, rules);
        const after = await listRules(tx);
        record({
          workspace_id: id,
          visibility: 'admins',
          entity_type: 'retention',
          entity_id: id,
          entity_label: null,
          before: { id, rules: before },
          after: { id, rules: after },
        });
        return { rules: after };
      },
    );
  }

  /**
   * Counts the rows that the retention rules would delete now.
   *
   * @param rules - the rules to try; by default the current ones
   * @throws InvalidRequestError if a rule is for an unknown workspace
   */
  async preview(rules?: readonly RetentionRule[]): Promise<RetentionPreview> {
    const { reader, clock } = this.deps;
    await this.requireWorkspaces(rules ?? []);
    const now = clock.now();
    const by_rule: RetentionPreview['by_rule'] = [];
    const effectiveRules = resolveEffectiveRules(
      rules ?? (await listRules(reader)),
    );
    for (const effective of effectiveRules) {
      const rows = await countRows(selectExpiredRows(reader, effective, now));
      by_rule.push({ ...effective.rule, rows });
    }
    return { rows: sumBy(by_rule, 'rows'), by_rule };
  }

  private async requireWorkspaces(
    rules: readonly RetentionRule[],
  ): Promise<void> {
    const { knex, workspaces } = this.deps;
    const workspaceIds = uniq(
      rules.flatMap(({ workspace_id }) => workspace_id ?? []),
    );
    const found = await workspaces.findMany(knex, workspaceIds);
    // Accepts a deleted workspace that already has a rule: the rule still applies to its rows.
    const existingRules = await listRules(knex);
    const validIds = new Set([
      ...found.map(({ id }) => id),
      ...existingRules.map(({ workspace_id }) => workspace_id),
    ]);
    throwIfInvalid(
      rules.flatMap(({ workspace_id }, index) =>
        workspace_id === null || validIds.has(workspace_id)
          ? []
          : {
              field: `body.rules[${index}].workspace_id`,
              reason: 'does not exist',
            },
      ),
    );
  }
}
