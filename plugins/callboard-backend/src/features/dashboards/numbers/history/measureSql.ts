import { Knex } from 'knex';
import { Question } from '../Question';
import { workItems } from '../sources/workItems';

/** SQL for the value that each item adds to a sum. */
export function measureSql(knex: Knex, question: Question): string {
  const metric = workItems.metric(knex, question);
  return metric.how === 'sum' ? `coalesce(${metric.sql}, 0)` : '1';
}
