import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { parseRef } from './parseRef';
import { usePlace } from './ResourcesProvider';

/** The pages of these tell what became of them, and where on the page. */
const withHistory: ReadonlyMap<string, string> = new Map([
  ['department', '&part=history'],
  ['staff', ''],
  ['work_item', ''],
]);

/**
 * Where the history of a thing is: with a work item, a department or somebody on
 * the staff, and in the tab Activity of a catalog entity. Undefined for things whose
 * pages have none.
 *
 * @public
 */
export function useHistoryHref(
  type: string | null | undefined,
  id: string | null | undefined,
): string | undefined {
  const hrefOf = useEntityRefLink();
  const place = usePlace(type, id);
  const ref = parseRef(id);
  if (ref) {
    return `${hrefOf(ref)}/activity`;
  }
  const part = withHistory.get(type ?? '');
  return part !== undefined && typeof place === 'object'
    ? `${place.url}${part}`
    : undefined;
}
