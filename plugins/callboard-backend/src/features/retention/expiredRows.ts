import {
  RetentionClass,
  viewActions,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isOneOf } from '../../database/bulk';
import { lowestId } from '../../database/ids';
import { EffectiveRule } from './effectiveRules';

const DAY_MS = 24 * 60 * 60_000;

const views = viewActions.map(action => `'${action}'`).join(', ');

/** SQL for what belongs to a class; as the indexes of the log say it. */
const isOfClass: Record<RetentionClass, string> = {
  views: `action IN (${views}) AND source <> 'auditor'`,
  changes: `action NOT IN (${views}) AND source <> 'auditor'`,
  audit: `source = 'auditor'`,
};

/** The instant before which a rule keeps nothing, in milliseconds since 1970. */
export function expiryOf({ rule }: EffectiveRule, now: number): number {
  return now - rule.keep_days! * DAY_MS;
}

/** The rows of the log that a rule does not keep any longer. */
export function expiredRows(
  knex: Knex,
  effective: EffectiveRule,
  now: number,
): Knex.QueryBuilder {
  const { rule, except } = effective;
  const query = knex('activity')
    .whereRaw(isOfClass[rule.class])
    .where('id', '<', lowestId(expiryOf(effective, now)));
  if (rule.workspace_id !== null) {
    query.where('workspace_id', rule.workspace_id);
  } else if (except.length > 0) {
    const [isExcepted, bindings] = isOneOf(knex, 'workspace_id', except);
    query.whereRaw(`NOT (${isExcepted})`, bindings);
  }
  return query;
}
