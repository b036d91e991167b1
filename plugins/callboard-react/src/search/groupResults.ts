import type {
  SearchResult,
  SearchType,
} from '@callboard/plugin-callboard-common';

/** A page of the portal. */
export type PageResult = Omit<SearchResult, 'type'> & { type: 'page' };

/** What the search finds. */
export type Found = SearchResult | PageResult;

/** Results of one type, and where the first of them stands among all. */
export interface ResultGroup {
  type: SearchType | 'page';
  results: readonly Found[];
  from: number;
}

/** Results by type: the type of the best first, within a type as they were found. */
export function groupResults(
  results: readonly Found[],
): readonly ResultGroup[] {
  const types = [...new Set(results.map(({ type }) => type))];
  let from = 0;
  return types.map(type => {
    const some = results.filter(result => result.type === type);
    const group = { type, results: some, from };
    from += some.length;
    return group;
  });
}

/** Pages that are called what was typed come before everything else. */
export function withPages(
  results: readonly SearchResult[],
  pages: readonly PageResult[],
  typed: string,
): readonly Found[] {
  const isNamed = pages[0]?.title
    .toLocaleLowerCase()
    .startsWith(typed.toLocaleLowerCase());
  return isNamed ? [...pages, ...results] : [...results, ...pages];
}
