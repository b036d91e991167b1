import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { selectManagedPeople } from './selectManagedPeople';

/**
 * Filters to people whose time the caller plans: themselves, the people they manage, and for
 * workspace admins everybody.
 *
 * @param column - has the User reference
 */
export function filterByPlanningAccess(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  { caller, workspace, role }: RequestContext,
): void {
  if (role !== 'admin') {
    query.where(either =>
      either
        .where(column, caller.user_ref)
        .orWhereIn(
          column,
          selectManagedPeople(knex, workspace.id, caller.user_ref),
        ),
    );
  }
}

/** Whether the caller plans a person's time. */
export async function canPlanTimeFor(
  knex: Knex,
  context: RequestContext,
  user_ref: string,
): Promise<boolean> {
  return (
    user_ref === context.caller.user_ref ||
    (await canManagePerson(knex, context, user_ref))
  );
}

/** Whether the caller manages a person other than themselves. */
export async function canManagePerson(
  knex: Knex,
  { caller, workspace, role }: RequestContext,
  user_ref: string,
): Promise<boolean> {
  if (role === 'admin') {
    return true;
  }
  const found = await selectManagedPeople(knex, workspace.id, caller.user_ref)
    .where('staff.user_ref', user_ref)
    .first();
  return found !== undefined;
}
