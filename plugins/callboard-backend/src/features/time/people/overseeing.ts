import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { managedPeople } from './managedPeople';

/**
 * Leaves the people whose time somebody plans: themselves, those they manage, and
 * for an admin of the workspace everybody.
 *
 * @param column - has the User reference
 */
export function whereOverseen(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  { caller, workspace, role }: RequestContext,
): void {
  if (role !== 'admin') {
    query.where(either =>
      either
        .where(column, caller.user_ref)
        .orWhereIn(column, managedPeople(knex, workspace.id, caller.user_ref)),
    );
  }
}

/** Whether somebody plans the time of a person. */
export async function mayOversee(
  knex: Knex,
  context: RequestContext,
  user_ref: string,
): Promise<boolean> {
  return (
    user_ref === context.caller.user_ref ||
    (await isManagerOf(knex, context, user_ref))
  );
}

/** The same of others alone: nobody is their own manager. */
export async function isManagerOf(
  knex: Knex,
  { caller, workspace, role }: RequestContext,
  user_ref: string,
): Promise<boolean> {
  if (role === 'admin') {
    return true;
  }
  const found = await managedPeople(knex, workspace.id, caller.user_ref)
    .where('staff.user_ref', user_ref)
    .first();
  return found !== undefined;
}
