import { Knex } from 'knex';
import { ResolvedQuery } from '../ResolvedQuery';
import { workItems } from '../sources/workItems';

/** SQL for the value that each item adds to a sum. */
export function measureSql(knex: Knex, resolvedQuery: ResolvedQuery): string {
  const metric = workItems.getMetricSql(knex, resolvedQuery);
  return metric.how === 'sum' ? `coalesce(${metric.sql}, 0)` : '1';
}
