import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { parseRef } from './parseRef';
import { usePlace } from './ThingsProvider';

/** The pages of these tell what became of them. */
const withHistory: ReadonlySet<string> = new Set(['work_item']);

/**
 * Where the history of a thing is: with a work item, and in the tab Activity of a
 * catalog entity. Undefined for things whose pages have none.
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
  return type && withHistory.has(type) && typeof place === 'object'
    ? place.url
    : undefined;
}
