import { SearchResult } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller } from '../../access/Caller';
import { SearchText } from '../../core/resources/SearchText';
import { VisibilityScope } from '../../core/resources/VisibilityScope';
import { Match, SearchProvider } from '../../core/resources/SearchProvider';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { pickBestMatches } from './pickBestMatches';

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

  /** The best matches among everything that the caller may see. */
  async find(
    caller: Caller,
    { q, limit }: { q: string; limit: number },
  ): Promise<SearchResult[]> {
    const { reader, workspaces, searchProviders: searchers } = this.deps;
    const searchText = new SearchText(q);
    if (searchText.words.length === 0) {
      return [];
    }
    const scope = new VisibilityScope(
      caller.user_ref,
      await workspaces.listVisible(caller),
    );
    const matches: Match[] = [];
    // Sequentially: a heavy read uses one connection at a time.
    for (const { search } of searchers) {
      matches.push(...(await search(reader, searchText, scope, limit)));
    }
    return pickBestMatches(matches, limit).map(
      ({ matchRank: _, ...result }) => result,
    );
  }
}
