import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../database/bulk';
import { lowerAscii } from '../../database/text';

/**
 * Finds the email addresses that a person shares with others, such as the address of a team. They
 * identify nobody. An address is shared if another user has it, or if a staff record without a user
 * has it and so has a staff record of the workspace with another name. Staff records of different
 * workspaces, and records with the same name, can belong to one person: an import creates a deleted
 * record again.
 *
 * @returns addresses in lower case
 */
export async function findSharedEmails(
  knex: Knex,
  user_ref: string,
  emails: readonly string[],
): Promise<string[]> {
  const inEmailsSql = inListSql(
    knex,
    'lower(email)',
    // SQL's `lower` converts only ASCII letters on some databases, and all letters on others.
    uniq(emails.flatMap(email => [lowerAscii(email), email.toLowerCase()])),
    'text',
  );
  const otherEmails: string[] = await knex('people')
    .whereNot({ user_ref })
    .whereRaw(...inEmailsSql)
    .pluck('email');
  const staff: Array<{
    user_ref: string | null;
    workspace_id: string;
    email: string;
    sort_name: string;
  }> = await knex('staff')
    .whereRaw(...inEmailsSql)
    .select('user_ref', 'workspace_id', 'email', 'sort_name');
  const staffOfOthers = staff.filter(record =>
    record.user_ref === null
      ? staff.some(
          other =>
            other.workspace_id === record.workspace_id &&
            other.email.toLowerCase() === record.email.toLowerCase() &&
            other.sort_name !== record.sort_name,
        )
      : record.user_ref !== user_ref,
  );
  return uniq(
    [...otherEmails, ...staffOfOthers.map(({ email }) => email)].map(email =>
      email.toLowerCase(),
    ),
  );
}
