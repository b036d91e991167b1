import {
  SearchBadge,
  StateGroup,
  buildWorkItemPath,
  readItemReference,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ResourceResolver } from '../../../../core/resources/ResourceResolver';
import {
  MatchRank,
  SearchText,
  Match,
  SearchProvider,
} from '../../../../core/resources/SearchText';
import {
  VisibilityScope,
  whereProjectInScope,
} from '../../../../core/resources/VisibilityScope';
import { inListSql } from '../../../../database/bulk';
import { formatItemIdentifier } from '../WorkItemRow';
import { searchItemsByTitle } from './searchItemsByTitle';

/** Resolves a work item to a link to its details on the entity page of its project. */
export const workItemResolver: ResourceResolver = {
  type: 'work_item',
  async find(knex, ids, scope) {
    const rows: any[] = await selectItemsInScope(knex, ids, scope).select(
      'work_items.deleted_at',
      'projects.deleted_at as project_deleted_at',
    );
    return rows.map(row => ({
      ...toItemLink(row, scope),
      is_deleted: row.deleted_at !== null || row.project_deleted_at !== null,
    }));
  },
};

/** The highest number that an item can have. */
const MAX_NUMBER = 2_147_483_647;

/** The maximum number of digits that may be missing at the end of a searched number. */
const MAX_MISSING_DIGITS = 2;

/** Lists the numbers that begin with the digits of a number and have at most two more digits. */
function listNumbersWithPrefix(number: number): number[] {
  const found = [];
  for (let digits = 0; digits <= MAX_MISSING_DIGITS; digits += 1) {
    const factor = 10 ** digits;
    for (let suffix = 0; suffix < factor; suffix += 1) {
      found.push(number * factor + suffix);
    }
  }
  return found.filter(candidate => candidate > 0 && candidate <= MAX_NUMBER);
}

/**
 * Finds live items by identifier: `PAY-3`, `pay 3` and `PAY3` match PAY-3, then PAY-30 to PAY-39,
 * then PAY-300 to PAY-399. A number alone matches only the items with exactly that number, in any
 * of the projects.
 *
 * @param text - normalised for search
 * @param project_ids - the projects to search
 * @returns the rank of each match, by id, the best first
 */
async function searchItemsByIdentifier(
  knex: Knex,
  text: string,
  project_ids: readonly string[],
  limit: number,
): Promise<Map<string, MatchRank>> {
  const reference = readItemReference(text);
  if (!reference) {
    return new Map();
  }
  const { project: projectIdentifier, number } = reference;
  const query = knex('work_items')
    .select('work_items.id', 'work_items.number')
    .whereNull('work_items.deleted_at')
    .orderBy(['work_items.number', 'work_items.id'])
    .limit(limit);
  if (projectIdentifier === undefined) {
    query
      .where('work_items.number', number)
      .whereRaw(...inListSql(knex, 'work_items.project_id', project_ids));
  } else {
    query.whereIn('work_items.number', listNumbersWithPrefix(number)).whereIn(
      'work_items.project_id',
      knex('projects')
        .select('id')
        .where({ identifier: projectIdentifier })
        .whereRaw(...inListSql(knex, 'id', project_ids)),
    );
  }
  const rows: Array<{ id: string; number: number }> = await query;
  const isIdentifierMatch = (row: { number: number }) =>
    projectIdentifier !== undefined && row.number === number;
  return new Map(
    rows.map(row => [
      row.id,
      isIdentifierMatch(row) ? MatchRank.identifier : MatchRank.identifierStart,
    ]),
  );
}

/**
 * The number of items that the title search finds per requested result. The title search sorts only
 * roughly by relevance, so it needs more items to include the best results.
 */
const CANDIDATES_PER_RESULT = 2;

/** Searches work items by identifier, then by title. */
export const workItemSearchProvider: SearchProvider = {
  type: 'work_item',
  async search(knex, searchText, scope, limit) {
    const project_ids = await listVisibleProjects(knex, scope);
    const search = {
      searchText,
      scope,
      project_ids,
      limit: CANDIDATES_PER_RESULT * limit,
    };
    const ranksById = await searchItemsByIdentifier(
      knex,
      searchText.text,
      project_ids,
      limit,
    );
    const idsByTitle = await searchItemsByTitle(knex, search);
    const ids = [...new Set([...ranksById.keys(), ...idsByTitle])];
    const items = await readItems(knex, ids, scope);
    return ids.flatMap(id => {
      const item = items.get(id);
      return item ? [toMatch(item, searchText, scope, ranksById.get(id))] : [];
    });
  },
};

/** Lists the ids of the live projects that a user can see. */
function listVisibleProjects(
  knex: Knex,
  scope: VisibilityScope,
): Promise<string[]> {
  const query = knex('projects').whereNull('projects.deleted_at');
  return whereProjectInScope(knex, query, scope).pluck('projects.id');
}

/** The fields of an item and its project that a link shows. */
interface LinkedItem {
  id: string;
  number: number;
  title: string;
  identifier: string;
  entity_ref: string;
  workspace_id: string;
}

/** Selects items that a user may see, including deleted ones. */
function selectItemsInScope(
  knex: Knex,
  ids: readonly string[],
  scope: VisibilityScope,
): Knex.QueryBuilder {
  const query: Knex.QueryBuilder = knex('work_items')
    .join('projects', 'projects.id', 'work_items.project_id')
    .select(
      'work_items.id',
      'work_items.number',
      'work_items.title',
      'projects.identifier',
      'projects.entity_ref',
      'projects.workspace_id',
    )
    .whereRaw(...inListSql(knex, 'work_items.id', ids));
  return whereProjectInScope(knex, query, scope);
}

function toItemLink(item: LinkedItem, scope: VisibilityScope) {
  return {
    type: 'work_item' as const,
    id: item.id,
    title: `${formatItemIdentifier(item.identifier, item.number)} ${
      item.title
    }`,
    workspace_slug: scope.getSlug(item.workspace_id)!,
    url: buildWorkItemPath(item.entity_ref, item.id),
  };
}

interface ItemRow extends LinkedItem {
  search_text: string;
  archived_at: unknown;
  is_draft: unknown;
  project: string;
  project_archived_at: unknown;
  state: string;
  color: string;
  group: StateGroup;
}

async function readItems(
  knex: Knex,
  ids: readonly string[],
  scope: VisibilityScope,
): Promise<ReadonlyMap<string, ItemRow>> {
  const rows: ItemRow[] = await selectItemsInScope(knex, ids, scope)
    .join('work_states', 'work_states.id', 'work_items.state_id')
    .select(
      'work_items.search_text',
      'work_items.archived_at',
      'work_items.is_draft',
      'projects.name as project',
      'projects.archived_at as project_archived_at',
      'work_states.name as state',
      'work_states.color',
      'work_states.group',
    );
  return new Map(rows.map(row => [row.id, row]));
}

function toMatch(
  item: ItemRow,
  searchText: SearchText,
  scope: VisibilityScope,
  identifierRank: MatchRank | undefined,
): Match {
  return {
    ...toItemLink(item, scope),
    subtitle: item.project,
    state: { name: item.state, color: item.color, group: item.group },
    mark: getItemBadge(item),
    matchRank:
      identifierRank ?? searchText.computeMatchRank([item.search_text]),
  };
}

function getItemBadge(item: ItemRow): SearchBadge | null {
  if (item.archived_at !== null || item.project_archived_at !== null) {
    return 'archived';
  }
  return item.is_draft ? 'draft' : null;
}
