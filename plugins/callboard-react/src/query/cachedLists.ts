import type { InfiniteData } from '@tanstack/react-query';
import type { ListPage } from './usePages';

/**
 * The cached data of a list: a single page, or all loaded pages of an infinite query. Both are
 * stored under the key of an endpoint.
 *
 * @public
 */
export type CachedList<Page> = Page | InfiniteData<Page>;

/** Changes the cached data of a list, page by page. @public */
export function changePages<Page extends object>(
  cached: CachedList<Page>,
  change: (page: Page) => Page,
): CachedList<Page> {
  return 'pages' in cached
    ? { ...cached, pages: cached.pages.map(change) }
    : change(cached);
}

/**
 * Removes an item from the cached data of a list. Returns the same object if the item is not in it.
 *
 * @public
 */
export function removeCachedItem<
  Item,
  Page extends ListPage<Item> = ListPage<Item>,
>(
  cached: CachedList<Page>,
  isDeleted: (item: Item) => boolean,
): CachedList<Page> {
  const pages = 'pages' in cached ? cached.pages : [cached];
  return pages.some(({ items }) => items.some(isDeleted))
    ? changePages(cached, page => ({
        ...page,
        items: page.items.filter(item => !isDeleted(item)),
        // Each page contains the total of all pages.
        total: page.total === undefined ? undefined : page.total - 1,
      }))
    : cached;
}
