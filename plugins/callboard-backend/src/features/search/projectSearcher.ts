import { projectPath } from '@callboard/plugin-callboard-common';
import { Likeness, SearchText } from '../../core/resources/SearchText';
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
      url: projectPath(entity_ref),
      state: null,
      mark: row.archived_at === null ? null : 'archived',
      likeness: computeProjectLikeness(identifier, row.search_text, searchText),
    }));
  },
};

function computeProjectLikeness(
  identifier: string,
  search_text: string,
  searchText: SearchText,
): Likeness {
  if (identifier === searchText.text) return Likeness.identifier;
  return identifier.startsWith(searchText.text)
    ? Likeness.identifierStart
    : searchText.computeLikeness(search_text.split('\n'));
}
