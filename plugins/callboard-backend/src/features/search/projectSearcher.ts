import { projectPath } from '@callboard/plugin-callboard-common';
import { Likeness, SearchText } from '../../core/things/SearchText';
import { whereProjectInSight } from '../../core/things/Sight';
import { ThingSearcher } from '../../core/things/ThingSearcher';

/** What a project can be found by, a line each. */
const COLUMN =
  "(projects.sort_name || '\n' || projects.identifier || '\n' || upper(projects.entity_ref))";

/** Projects by their names, identifiers and entities. */
export const projectSearcher: ThingSearcher = {
  type: 'project',
  async search(knex, wanted, sight, limit) {
    const query = wanted
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
      .orderByRaw(wanted.orderSql(knex, COLUMN))
      .orderBy(['projects.sort_name', 'projects.id'])
      .limit(limit);
    const rows: any[] = await whereProjectInSight(knex, query, sight);
    return rows.map(({ id, name, identifier, entity_ref, ...row }) => ({
      type: 'project',
      id,
      title: name,
      subtitle: identifier,
      workspace_slug: sight.slugOf(row.workspace_id)!,
      url: projectPath(entity_ref),
      state: null,
      mark: row.archived_at === null ? null : 'archived',
      likeness: likenessOf(identifier, row.search_text, wanted),
    }));
  },
};

function likenessOf(
  identifier: string,
  search_text: string,
  wanted: SearchText,
): Likeness {
  if (identifier === wanted.text) return Likeness.identifier;
  return identifier.startsWith(wanted.text)
    ? Likeness.identifierStart
    : wanted.likenessOf(search_text.split('\n'));
}
