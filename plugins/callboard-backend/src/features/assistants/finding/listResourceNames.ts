import { endpoints, Resource } from '@callboard/plugin-callboard-common';
import { chunk, uniq } from 'lodash';
import { ActingPerson } from '../ActingPerson';

/** How many of each kind one request may ask for. */
const AT_ONCE = 50;

/** The ids of some kinds of things, by what the endpoint calls them. */
type NamedResources = Partial<
  Record<
    'departments' | 'labels' | 'projects' | 'work_items' | 'work_states',
    readonly (string | null)[]
  >
>;

/** What the person may see of some things, by id: their names and places. */
export async function listResourceNames(
  person: ActingPerson,
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
