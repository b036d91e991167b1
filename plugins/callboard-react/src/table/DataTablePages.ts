import type { Pages } from '../query/usePages';

/** The loading state of a paginated list. @public */
export type DataTablePages = Pick<
  Pages<unknown>,
  'hasMore' | 'isLoadingMore' | 'hasMoreFailed' | 'loadMore'
> &
  Partial<Pick<Pages<unknown>, 'isStale'>>;
