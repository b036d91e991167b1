import { Knex } from 'knex';
import { CriticalRuleId } from '@callboard/plugin-callboard-common';
import { insertTogether, inListSql } from '../../../database/bulk';

/**
 * The occurrences in one log row: their time in milliseconds since 1970, their number, and how many
 * data rows they concern, such as exported rows.
 */
export type TimedCount = [at: number, occurrences: number, dataRows?: number];

/** An actor's occurrences of a rule in a workspace, which are still too few to raise an event. */
export interface RuleCount {
  rule_id: CriticalRuleId;
  actor_ref: string;
  workspace_id: string;
  /** The occurrences in order of time. Together they do not reach the rule's thresholds. */
  timedCounts: TimedCount[];
}

const TABLE = 'critical_counts';

export async function listRuleCounts(
  tx: Knex,
  actors: readonly string[],
): Promise<RuleCount[]> {
  const rows = await tx(TABLE).whereRaw(
    ...inListSql(tx, 'actor_ref', actors, 'text'),
  );
  return rows.map(({ last_at: _, moments, ...row }) => ({
    ...row,
    timedCounts: JSON.parse(moments) as TimedCount[],
  }));
}

export async function saveRuleCounts(
  tx: Knex,
  ruleCounts: readonly RuleCount[],
): Promise<void> {
  await insertTogether(tx, [
    {
      table: TABLE,
      rows: ruleCounts.map(({ timedCounts, ...ruleCount }) => ({
        ...ruleCount,
        moments: JSON.stringify(timedCounts),
        last_at: new Date(timedCounts[timedCounts.length - 1]?.[0] ?? 0),
      })),
      onConflict:
        '(actor_ref, rule_id, workspace_id) DO UPDATE SET moments = excluded.moments, last_at = excluded.last_at',
    },
  ]);
}

export async function deleteOldRuleCounts(
  tx: Knex,
  before: number,
): Promise<void> {
  await tx(TABLE).where('last_at', '<', new Date(before)).delete();
}
