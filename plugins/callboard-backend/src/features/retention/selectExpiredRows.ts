import {
  RetentionClass,
  viewActions,
  RetentionRule,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { getLowestId } from '../../database/ids';

/** A rule that deletes rows, and its scope. */
export interface EffectiveRule {
  rule: RetentionRule;
  /** The workspaces to which a global rule does not apply, because they have their own rule. */
  except: readonly string[];
}

/** Determines the scopes of the rules that delete rows: the most specific rule of a class wins. */
export function resolveEffectiveRules(
  rules: readonly RetentionRule[],
): EffectiveRule[] {
  return rules
    .filter(({ keep_days }) => keep_days !== null)
    .map(rule => ({
      rule,
      except:
        rule.workspace_id === null
          ? rules.flatMap(other =>
              other.class === rule.class ? other.workspace_id ?? [] : [],
            )
          : [],
    }));
}

const DAY_MS = 24 * 60 * 60_000;

const viewActionsSql = viewActions.map(action => `'${action}'`).join(', ');

/** The SQL condition of a class, identical to the condition of the log's indexes. */
const classConditions: Record<RetentionClass, string> = {
  views: `action IN (${viewActionsSql}) AND source <> 'auditor'`,
  changes: `action NOT IN (${viewActionsSql}) AND source <> 'auditor'`,
  audit: `source = 'auditor'`,
};

/** The instant before which rows are expired, in milliseconds since 1970. */
export function computeExpiry({ rule }: EffectiveRule, now: number): number {
  return now - rule.keep_days! * DAY_MS;
}

/** The expired rows of a rule. */
export function selectExpiredRows(
  knex: Knex,
  effective: EffectiveRule,
  now: number,
): Knex.QueryBuilder {
  return knex('activity')
    .where('id', '<', getLowestId(computeExpiry(effective, now)))
    .where(buildRuleCondition(knex, effective));
}

/** The condition of a rule's rows, regardless of age. */
export function buildRuleCondition(
  knex: Knex,
  { rule, except }: EffectiveRule,
): Knex.Raw {
  const classSql = classConditions[rule.class];
  if (rule.workspace_id !== null) {
    return knex.raw(`(${classSql} AND workspace_id = ?)`, [rule.workspace_id]);
  }
  const [isExcepted, bindings] = inListSql(knex, 'workspace_id', except);
  return knex.raw(`(${classSql} AND NOT (${isExcepted}))`, bindings);
}
