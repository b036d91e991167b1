import { preparePostgres, prepareSqlite } from '../lib/databases.mjs';
import { installComparedPlugin } from './posting.mjs';

/** Prepares what other parts need, two databases at a time; measures nothing. */
export async function measure(context) {
  await preparePostgres(context, 'empty');
  const data = preparePostgres(context, 'data');
  await Promise.all([prepareSqlite(context, 'tenth'), installComparedPlugin()]);
  await Promise.all([data, preparePostgres(context, 'small')]);
}
