import type {
  SearchResult,
  SearchType,
} from '@callboard/plugin-callboard-common';

/** Results of one type, and where the first of them stands among all. */
export interface ResultGroup {
  type: SearchType;
  results: readonly SearchResult[];
  from: number;
}

/** Results by type: the type of the best first, within a type as they were found. */
export function groupResults(
  results: readonly SearchResult[],
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
