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

/** A page of scanned row ids. */
export interface ScannedRows {
  /** The expired rows. */
  expired: string[];
  /** The id to continue after; undefined if no rows are left. */
  next?: string;
}

/**
 * Scans some of the oldest rows for expired rows of a rule. No index contains exactly the rows of a
 * rule, so the number of scanned rows is limited, in addition to the number of results.
 *
 * @param options.after - the id to continue after
 * @param options.maxRows - the maximum number of results
 * @param options.scannedRows - the maximum number of scanned rows
 */
export async function findExpired(
  knex: Knex,
  effective: EffectiveRule,
  {
    now,
    after,
    maxRows,
    scannedRows,
  }: { now: number; after?: string; maxRows: number; scannedRows: number },
): Promise<ScannedRows> {
  const scanned = knex('activity')
    .select(
      'id',
      knex.raw('(?) AS is_expired', [buildRuleCondition(knex, effective)]),
      knex.raw('row_number() OVER (ORDER BY id) AS nth'),
    )
    .where('id', '<', getLowestId(computeExpiry(effective, now)))
    .orderBy('id')
    .limit(scannedRows);
  if (after !== undefined) {
    scanned.where('id', '>', after);
  }
  const rows: Array<{ id: string; is_expired: unknown; nth: unknown }> =
    await knex
      .select('id', 'is_expired', 'nth')
      .from(scanned.as('scanned'))
      .whereRaw('(is_expired OR nth = ?)', [scannedRows])
      .orderBy('id')
      // One more than the results: the last scanned row, after which the next scan continues.
      .limit(maxRows + 1);
  const expired = rows
    .filter(({ is_expired }) => is_expired)
    .map(({ id }) => id)
    .slice(0, maxRows);
  const lastScanned = rows.find(({ nth }) => Number(nth) === scannedRows);
  return {
    expired,
    next: expired.length === maxRows ? expired[maxRows - 1] : lastScanned?.id,
  };
}

/** The condition of a rule's rows, regardless of age. */
function buildRuleCondition(
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
