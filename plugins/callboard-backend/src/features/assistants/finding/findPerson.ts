import { endpoints, getStaffName } from '@callboard/plugin-callboard-common';
import { AssistantUser } from '../AssistantUser';
import { Matching } from './Matching';
import { requireSingleMatch } from './requireSingleMatch';

/**
 * Resolves a text to a User reference: `me`, a reference, or the name or email address of a staff
 * member.
 *
 * @param field - the input field, for the error
 * @throws NotFoundError if nobody matches
 * @throws InputError if several match, or if only a part matches and the whole name is required
 */
export async function findPerson(
  person: AssistantUser,
  slug: string,
  text: string,
  {
    field = 'person',
    matching = 'part',
  }: { field?: string; matching?: Matching } = {},
): Promise<string> {
  const name = text.trim();
  if (name.toLowerCase() === 'me') {
    return person.user_ref;
  }
  if (name.includes(':')) {
    return name.toLowerCase();
  }
  const { items } = await person.call(endpoints.listStaff, {
    params: { slug },
    query: { search: name, limit: 50 },
  });
  return requireSingleMatch(
    { field, kind: 'person', name, matching },
    items.flatMap(({ user_ref, email, ...found }) =>
      user_ref
        ? [
            {
              value: user_ref,
              names: [user_ref, getStaffName(found), email],
            },
          ]
        : [],
    ),
  );
}
