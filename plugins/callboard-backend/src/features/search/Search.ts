import { SearchResult, SearchType } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, sortBy } from 'lodash';
import { Caller } from '../../access/Caller';
import {
  SearchText,
  Match,
  SearchProvider,
} from '../../core/resources/SearchText';
import { VisibilityScope } from '../../core/resources/VisibilityScope';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';

/** Searches resources of all types for a user. */
export class Search {
  constructor(
    private readonly deps: {
      /** For reads that may take long. */
      reader: Knex;
      workspaces: WorkspaceDirectory;
      searchProviders: readonly SearchProvider[];
    },
  ) {}

  /** Finds the best matches among everything that the caller may see. */
  async find(
    caller: Caller,
    { q, limit }: { q: string; limit: number },
  ): Promise<SearchResult[]> {
    const { reader, workspaces, searchProviders } = this.deps;
    const searchText = new SearchText(q);
    if (searchText.words.length === 0) {
      return [];
    }
    const scope = new VisibilityScope(
      caller.user_ref,
      await workspaces.listVisible(caller),
    );
    const matches: Match[] = [];
    // Runs sequentially, so that a search uses one connection at a time.
    for (const { search } of searchProviders) {
      matches.push(...(await search(reader, searchText, scope, limit)));
    }
    return pickBestMatches(matches, limit).map(
      ({ matchRank: _, ...result }) => result,
    );
  }
}

/** The order of matches with the same rank: rare types come before frequent ones. */
const TYPE_ORDER: readonly SearchType[] = [
  'project',
  'dashboard',
  'department',
  'person',
  'work_item',
];

/** The number of types that share a result list. */
const TYPE_COUNT = TYPE_ORDER.length;

/**
 * Chooses the best of all matches. Reserves a fifth of the list for the best unmarked results of
 * each type; otherwise a thousand items with a name in their title would hide the person of that
 * name.
 *
 * @param matches - matches of the same type and rank keep their order
 */
export function pickBestMatches(
  matches: readonly Match[],
  limit: number,
): Match[] {
  const sorted = sortMatches(matches);
  const unmarked = sorted.filter(({ mark }) => mark === null);
  const selected = Object.values(groupBy(unmarked, 'type')).flatMap(
    matchesOfType => matchesOfType.slice(0, Math.floor(limit / TYPE_COUNT)),
  );
  const selectedItems = new Set(selected);
  const rest = sorted.filter(match => !selectedItems.has(match));
  return sortMatches([...selected, ...rest.slice(0, limit - selected.length)]);
}

/** Sorts matches, best first; archived, inactive and other marked results come last. */
function sortMatches(matches: readonly Match[]): Match[] {
  return sortBy(matches, [
    ({ mark }) => mark !== null,
    'matchRank',
    ({ type }) => TYPE_ORDER.indexOf(type),
  ]);
}
