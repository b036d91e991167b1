import { endpoints, staffName } from '@callboard/plugin-callboard-common';
import { ActingPerson } from '../ActingPerson';
import { Matching } from './Matching';
import { theOne } from './theOne';

/**
 * The User reference that a text means: `me`, a reference, or the name or mail
 * address of somebody on the staff.
 *
 * @param field - where the text is from, for the error
 * @throws NotFoundError when it means nobody
 * @throws InputError when it can mean several, or is a part where the whole is needed
 */
export async function findPerson(
  person: ActingPerson,
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
  return theOne(
    { field, kind: 'person', name, matching },
    items.flatMap(({ user_ref, email, ...found }) =>
      user_ref
        ? [
            {
              value: user_ref,
              names: [user_ref, staffName(found), email],
            },
          ]
        : [],
    ),
  );
}
