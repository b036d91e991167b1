import type { InfiniteData } from '@tanstack/react-query';
import type { ListPage } from './usePages';

/**
 * What the cache keeps of a list: one page, or where it is read page by page, all
 * that are loaded. Both are found under the key of an endpoint.
 *
 * @public
 */
export type CachedList<Page> = Page | InfiniteData<Page>;

/**
 * Changes what the cache keeps of a list, page by page.
 *
 * @public
 */
export function changePages<Page extends object>(
  cached: CachedList<Page>,
  change: (page: Page) => Page,
): CachedList<Page> {
  return 'pages' in cached
    ? { ...cached, pages: cached.pages.map(change) }
    : change(cached);
}

/**
 * What the cache keeps of a list, without one of its items; the same where that is
 * not in it.
 *
 * @public
 */
export function withoutItem<Item, Page extends ListPage<Item> = ListPage<Item>>(
  cached: CachedList<Page>,
  isDeleted: (item: Item) => boolean,
): CachedList<Page> {
  const pages = 'pages' in cached ? cached.pages : [cached];
  return pages.some(({ items }) => items.some(isDeleted))
    ? changePages(cached, page => ({
        ...page,
        items: page.items.filter(item => !isDeleted(item)),
        // Each page says how many there are in all of them.
        total: page.total === undefined ? undefined : page.total - 1,
      }))
    : cached;
}
