import { SearchResult } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller } from '../../access/Caller';
import { SearchText } from '../../core/resources/SearchText';
import { VisibilityScope } from '../../core/resources/VisibilityScope';
import { Match, SearchProvider } from '../../core/resources/SearchProvider';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { bestMatches } from './bestMatches';

/** Searches things of all types for somebody. */
export class Search {
  constructor(
    private readonly deps: {
      /** For reads that may take long. */
      reader: Knex;
      workspaces: WorkspaceDirectory;
      searchers: readonly SearchProvider[];
    },
  ) {}

  /** What matches best of all that the caller may see. */
  async find(
    caller: Caller,
    { q, limit }: { q: string; limit: number },
  ): Promise<SearchResult[]> {
    const { reader, workspaces, searchers } = this.deps;
    const searchText = new SearchText(q);
    if (searchText.words.length === 0) {
      return [];
    }
    const scope = new VisibilityScope(
      caller.user_ref,
      await workspaces.seeAll(caller),
    );
    const matches: Match[] = [];
    // One after the other: a heavy read has one connection at a time.
    for (const { search } of searchers) {
      matches.push(...(await search(reader, searchText, scope, limit)));
    }
    return bestMatches(matches, limit).map(
      ({ likeness: _, ...result }) => result,
    );
  }
}
