import { endpoints, Resource } from '@callboard/plugin-callboard-common';
import { chunk, uniq } from 'lodash';
import { AssistantUser } from '../AssistantUser';

/** The maximum number of each kind in one request. */
const AT_ONCE = 50;

/** The ids of some kinds of resources, by the endpoint's parameter. */
type NamedResources = Partial<
  Record<
    'departments' | 'labels' | 'projects' | 'work_items' | 'work_states',
    readonly (string | null)[]
  >
>;

/** The names and paths of the resources that the user may see, by id. */
export async function listResourceNames(
  person: AssistantUser,
  names: NamedResources,
): Promise<ReadonlyMap<string, Resource>> {
  const requests = Object.entries(names).flatMap(([kind, ids]) =>
    chunk(uniq(ids.flatMap(id => id ?? [])), AT_ONCE).map(some => ({
      [kind]: some.join(','),
    })),
  );
  const answers = await Promise.all(
    requests.map(query => person.call(endpoints.listResources, { query })),
  );
  return new Map(
    answers.flatMap(({ items }) =>
      items.map((resource): [string, Resource] => [resource.id, resource]),
    ),
  );
}
