import { endpoints } from '@callboard/plugin-callboard-common';
import { AssistantUser } from '../AssistantUser';
import { requireSingleMatch } from './requireSingleMatch';

/**
 * The ids of the labels of a project with these whole names.
 *
 * @throws NotFoundError if one of them matches no label
 * @throws InputError if one of them is only a part of a name
 */
export function findLabels(
  person: AssistantUser,
  params: { slug: string; pid: string },
  names: readonly string[],
): Promise<string[]> {
  return Promise.all(
    names.map(async name => {
      const { items } = await person.call(endpoints.listLabels, {
        params,
        query: { search: name.trim(), limit: 200 },
      });
      return requireSingleMatch(
        { field: 'labels', kind: 'label', name, matching: 'whole' },
        items.map(label => ({ value: label.id, names: [label.name] })),
      );
    }),
  );
}
