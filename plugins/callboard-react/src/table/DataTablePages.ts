import type { Pages } from '../query/usePages';

/** How far a list is loaded, and the way to more. @public */
export type DataTablePages = Pick<
  Pages<unknown>,
  'hasMore' | 'isLoadingMore' | 'hasMoreFailed' | 'loadMore'
> &
  Partial<Pick<Pages<unknown>, 'isStale'>>;
