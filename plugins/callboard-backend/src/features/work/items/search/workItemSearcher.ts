import {
  SearchMark,
  StateGroup,
  workItemPath,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Likeness, SearchText } from '../../../../core/things/SearchText';
import { Sight, whereProjectInSight } from '../../../../core/things/Sight';
import { Match, ThingSearcher } from '../../../../core/things/ThingSearcher';
import { isOneOf } from '../../../../database/bulk';
import { itemIdentifier } from '../readWorkItems';
import { itemsByIdentifier } from './itemsByIdentifier';
import { itemsByTitle } from './itemsByTitle';

/** So many times what is wanted are enough to find the best in. */
const MARGIN = 2;

/** Work items by what they are called, then by their titles. */
export const workItemSearcher: ThingSearcher = {
  type: 'work_item',
  async search(knex, wanted, sight, limit) {
    const project_ids = await projectsInSight(knex, sight);
    const search = { wanted, sight, project_ids, limit: MARGIN * limit };
    const named = await itemsByIdentifier(
      knex,
      wanted.text,
      project_ids,
      limit,
    );
    const titled = await itemsByTitle(knex, search);
    const ids = [...new Set([...named.keys(), ...titled])];
    const items = await readItems(knex, ids, sight);
    return ids.flatMap(id => {
      const item = items.get(id);
      return item ? [toMatch(item, wanted, sight, named.get(id))] : [];
    });
  },
};

/** The live projects that somebody sees. */
function projectsInSight(knex: Knex, sight: Sight): Promise<string[]> {
  const query = knex('projects').whereNull('projects.deleted_at');
  return whereProjectInSight(knex, query, sight).pluck('projects.id');
}

/** An item with what tells it from others. */
interface ItemRow {
  id: string;
  number: number;
  title: string;
  search_text: string;
  archived_at: unknown;
  is_draft: unknown;
  project: string;
  identifier: string;
  entity_ref: string;
  workspace_id: string;
  project_archived_at: unknown;
  state: string;
  color: string;
  group: StateGroup;
}

async function readItems(
  knex: Knex,
  ids: readonly string[],
  sight: Sight,
): Promise<ReadonlyMap<string, ItemRow>> {
  const query = knex('work_items')
    .join('projects', 'projects.id', 'work_items.project_id')
    .join('work_states', 'work_states.id', 'work_items.state_id')
    .select(
      'work_items.id',
      'work_items.number',
      'work_items.title',
      'work_items.search_text',
      'work_items.archived_at',
      'work_items.is_draft',
      'projects.name as project',
      'projects.identifier',
      'projects.entity_ref',
      'projects.workspace_id',
      'projects.archived_at as project_archived_at',
      'work_states.name as state',
      'work_states.color',
      'work_states.group',
    )
    .whereRaw(...isOneOf(knex, 'work_items.id', ids));
  const rows: ItemRow[] = await whereProjectInSight(knex, query, sight);
  return new Map(rows.map(row => [row.id, row]));
}

function toMatch(
  item: ItemRow,
  wanted: SearchText,
  sight: Sight,
  named: Likeness | undefined,
): Match {
  return {
    type: 'work_item',
    id: item.id,
    title: `${itemIdentifier(item.identifier, item.number)} ${item.title}`,
    subtitle: item.project,
    workspace_slug: sight.slugOf(item.workspace_id)!,
    url: workItemPath(item.entity_ref, item.id),
    state: { name: item.state, color: item.color, group: item.group },
    mark: markOf(item),
    likeness: named ?? wanted.likenessOf([item.search_text]),
  };
}

function markOf(item: ItemRow): SearchMark | null {
  if (item.archived_at !== null || item.project_archived_at !== null) {
    return 'archived';
  }
  return item.is_draft ? 'draft' : null;
}
