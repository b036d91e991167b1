import { endpoints } from '@callboard/plugin-callboard-common';
import { AssistantUser } from '../AssistantUser';
import { isResourceId } from './isResourceId';
import { requireSingleMatch } from './requireSingleMatch';

/**
 * The id of the department with a name or code.
 *
 * @throws NotFoundError if none matches
 * @throws InputError if several match
 */
export async function findDepartment(
  person: AssistantUser,
  slug: string,
  name: string,
): Promise<string> {
  if (isResourceId(name)) {
    return name;
  }
  const { items } = await person.call(endpoints.listDepartments, {
    params: { slug },
    query: { search: name.trim(), limit: 200 },
  });
  return requireSingleMatch(
    { field: 'department', kind: 'department', name, matching: 'part' },
    items.map(({ id, code, dept_code, short_name, ...department }) => ({
      value: id,
      names: [department.name, code, dept_code, short_name],
    })),
  );
}
