import { endpoints } from '@callboard/plugin-callboard-common';
import { AssistantUser } from '../AssistantUser';
import { requireSingleMatch } from './requireSingleMatch';

/**
 * The id of the state of a project with this whole name.
 *
 * @throws NotFoundError if none matches
 * @throws InputError if it is only a part of a name
 */
export async function findState(
  person: AssistantUser,
  params: { slug: string; pid: string },
  name: string,
): Promise<string> {
  const { items } = await person.call(endpoints.listStates, {
    params,
    query: { search: name.trim(), limit: 200 },
  });
  const candidates = items.map(state => ({
    value: state.id,
    names: [state.name],
  }));
  return requireSingleMatch(
    { field: 'state', kind: 'state', name, matching: 'whole' },
    candidates,
  );
}
