import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { parseRef } from './parseRef';
import { useResource } from './ResourcesProvider';

/** The resource types whose pages show their history, and where on the page. */
const withHistory: ReadonlyMap<string, string> = new Map([
  ['department', '&part=history'],
  ['staff', ''],
  ['work_item', ''],
]);

/**
 * The address of a resource's history: on the page of a work item, a department or a staff member,
 * and in the Activity tab of a catalog entity. Undefined for other types.
 *
 * @public
 */
export function useHistoryHref(
  type: string | null | undefined,
  id: string | null | undefined,
): string | undefined {
  const getHref = useEntityRefLink();
  const resource = useResource(type, id);
  const ref = parseRef(id);
  if (ref) {
    return `${getHref(ref)}/activity`;
  }
  const part = withHistory.get(type ?? '');
  return part !== undefined && typeof resource === 'object'
    ? `${resource.url}${part}`
    : undefined;
}
