import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { isManagerOf } from './overseeing';

/**
 * By what right somebody reads the time of a person: as that person, as an admin
 * of the workspace, as one of their managers, or as an admin of projects.
 */
export type TimeReading = 'own' | 'all' | 'managed' | 'administered';

/**
 * By what right the caller reads the time of a person: as an admin of projects
 * where nothing else gives it, though there may be none.
 */
export async function readingOf(
  knex: Knex,
  context: RequestContext,
  user_ref: string,
): Promise<TimeReading> {
  if (user_ref === context.caller.user_ref) {
    return 'own';
  }
  if (context.role === 'admin') {
    return 'all';
  }
  return (await isManagerOf(knex, context, user_ref))
    ? 'managed'
    : 'administered';
}
