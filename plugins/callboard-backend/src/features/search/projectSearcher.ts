import { buildProjectPath } from '@callboard/plugin-callboard-common';
import { MatchRank, SearchText } from '../../core/resources/SearchText';
import { whereProjectInScope } from '../../core/resources/VisibilityScope';
import { SearchProvider } from '../../core/resources/SearchProvider';

/** The searched texts of a project, one per line. */
const COLUMN =
  "(projects.sort_name || '\n' || projects.identifier || '\n' || upper(projects.entity_ref))";

/** Searches projects by name, identifier and entity. */
export const projectSearcher: SearchProvider = {
  type: 'project',
  async search(knex, searchText, scope, limit) {
    const query = searchText
      .where(knex('projects').whereNull('projects.deleted_at'), COLUMN)
      .select(
        'projects.id',
        'projects.name',
        'projects.identifier',
        'projects.entity_ref',
        'projects.archived_at',
        'projects.workspace_id',
        knex.raw(`${COLUMN} AS search_text`),
      )
      .orderByRaw(searchText.orderSql(knex, COLUMN))
      .orderBy(['projects.sort_name', 'projects.id'])
      .limit(limit);
    const rows: any[] = await whereProjectInScope(knex, query, scope);
    return rows.map(({ id, name, identifier, entity_ref, ...row }) => ({
      type: 'project',
      id,
      title: name,
      subtitle: identifier,
      workspace_slug: scope.getSlug(row.workspace_id)!,
      url: buildProjectPath(entity_ref),
      state: null,
      mark: row.archived_at === null ? null : 'archived',
      matchRank: computeProjectMatchRank(
        identifier,
        row.search_text,
        searchText,
      ),
    }));
  },
};

function computeProjectMatchRank(
  identifier: string,
  search_text: string,
  searchText: SearchText,
): MatchRank {
  if (identifier === searchText.text) return MatchRank.identifier;
  return identifier.startsWith(searchText.text)
    ? MatchRank.identifierStart
    : searchText.computeMatchRank(search_text.split('\n'));
}
