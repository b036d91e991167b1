import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { InvalidRequestError } from '../../../http/errors';

/**
 * Requires that people are in a workspace.
 *
 * @throws InvalidRequestError that names the others
 */
export async function requireMembers(
  knex: Knex,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<void> {
  const members = new Set<string>(
    await knex('memberships')
      .where({ scope_id: workspace_id })
      .whereNull('deleted_at')
      .whereRaw(...inListSql(knex, 'user_ref', user_refs, 'text'))
      .pluck('user_ref'),
  );
  const problems = user_refs.flatMap((ref, index) =>
    members.has(ref)
      ? []
      : [
          {
            field: `body.recipient_refs[${index}]`,
            reason: `${ref} is not in the workspace`,
          },
        ],
  );
  if (problems.length > 0) {
    throw new InvalidRequestError(problems);
  }
}
