import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { canManagePerson } from './timePlanningAccess';

/**
 * The caller's right to read a person's time: as that person, as workspace admin, as one of their
 * managers, or as project admin.
 */
export type TimeReading = 'own' | 'all' | 'managed' | 'administered';

/**
 * The caller's right to read a person's time. Falls back to `administered`, even if the caller is
 * admin of no project.
 */
export async function resolveTimeReading(
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
  return (await canManagePerson(knex, context, user_ref))
    ? 'managed'
    : 'administered';
}
