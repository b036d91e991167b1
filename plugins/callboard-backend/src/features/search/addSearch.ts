import { buildPersonPath } from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { SearchProvider } from '../../core/resources/SearchProvider';
import { inListSql } from '../../database/bulk';
import { projectSearcher } from './projectSearcher';
import { bindSearch } from './routes';
import { Search } from './Search';

const COLUMN = 'people.search_text';

/**
 * Members of workspaces who are not on the staff of any of them, by name and reference: their only
 * page is the catalog's.
 */
const memberSearcher: SearchProvider = {
  type: 'person',
  async search(knex, searchText, scope, limit) {
    const inReadableSql = (column: string) =>
      inListSql(knex, column, scope.readable);
    const membership = knex('memberships')
      .select('memberships.scope_id')
      .whereRaw('memberships.user_ref = people.user_ref')
      .where('memberships.scope', 'workspace')
      .whereNull('memberships.deleted_at')
      .whereRaw(...inReadableSql('memberships.scope_id'))
      .orderBy('memberships.scope_id')
      .limit(1);
    const employment = knex('staff')
      .select('staff.id')
      .whereRaw('staff.user_ref = people.user_ref')
      .whereNull('staff.deleted_at')
      .whereRaw(...inReadableSql('staff.workspace_id'));
    const rows: any[] = await searchText
      .where(knex('people'), COLUMN)
      .whereExists(membership)
      .whereNotExists(employment)
      .select(
        'people.user_ref',
        'people.display_name',
        COLUMN,
        membership.clone().as('workspace_id'),
      )
      .orderByRaw(searchText.orderSql(knex, COLUMN))
      .orderBy(['people.display_name', 'people.user_ref'])
      .limit(limit);
    return rows.map(
      ({ user_ref, display_name, search_text, workspace_id }) => ({
        type: 'person',
        id: user_ref,
        title: display_name,
        subtitle: user_ref,
        workspace_slug: scope.getSlug(workspace_id)!,
        url: buildPersonPath(user_ref),
        state: null,
        mark: null,
        matchRank: searchText.computeMatchRank(search_text.split('\n')),
      }),
    );
  },
};

/** Searches the resources of all features. */
export function addSearch(
  { reader, router, workspaces }: Core,
  features: readonly Feature[],
): void {
  const searchProviders = [
    projectSearcher,
    memberSearcher,
    ...features.flatMap(feature => feature.searchers ?? []),
  ];
  bindSearch(router, new Search({ reader, workspaces, searchProviders }));
}
