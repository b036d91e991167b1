import {
  buildPersonPath,
  buildProjectPath,
  callboardWorkItemReadPermission,
  endpoints,
  SearchResult,
  SearchType,
} from '@callboard/plugin-callboard-common';
import { difference, groupBy, sortBy } from 'lodash';
import { Caller } from '../../access/Caller';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import {
  Match,
  MatchRank,
  SearchProvider,
  SearchText,
} from '../../core/resources/SearchText';
import {
  VisibilityScope,
  whereProjectInScope,
} from '../../core/resources/VisibilityScope';
import { inListSql } from '../../database/bulk';

/** Finds the best matches of all types among everything that the caller may see. */
async function findBestMatches(
  { reader, workspaces }: Core,
  searchProviders: readonly SearchProvider[],
  caller: Caller,
  { q, limit }: { q: string; limit: number },
): Promise<SearchResult[]> {
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
  for (const { type, search } of searchProviders) {
    if (
      type !== 'work_item' ||
      (await caller.policy.isAllowed(callboardWorkItemReadPermission))
    ) {
      matches.push(...(await search(reader, searchText, scope, limit)));
    }
  }
  return pickBestMatches(matches, limit).map(
    ({ matchRank: _, ...result }) => result,
  );
}

/** The order of matches with the same rank: rare types come before frequent ones. */
const TYPE_ORDER: readonly SearchType[] = [
  'project',
  'dashboard',
  'department',
  'person',
  'work_item',
];

const TYPE_COUNT = TYPE_ORDER.length;

/**
 * Chooses the best of all matches. Reserves an equal share of the list for the best results of each
 * type that have no mark such as "archived". Otherwise a thousand items with a name in their title
 * would hide the person of that name.
 *
 * @param matches - matches of the same type and rank keep their order
 */
export function pickBestMatches(
  matches: readonly Match[],
  limit: number,
): Match[] {
  const sorted = sortMatches(matches);
  const unmarked = sorted.filter(({ mark }) => mark === null);
  const reserved = Object.values(groupBy(unmarked, 'type')).flatMap(
    matchesOfType => matchesOfType.slice(0, Math.floor(limit / TYPE_COUNT)),
  );
  const unreserved = difference(sorted, reserved);
  return sortMatches([
    ...reserved,
    ...unreserved.slice(0, limit - reserved.length),
  ]);
}

/** Sorts matches, best first; archived, inactive and other marked results come last. */
function sortMatches(matches: readonly Match[]): Match[] {
  return sortBy(matches, [
    ({ mark }) => mark !== null,
    'matchRank',
    ({ type }) => TYPE_ORDER.indexOf(type),
  ]);
}

/** The searched texts of a project, one per line. */
const PROJECT_TEXTS =
  "(projects.sort_name || '\n' || projects.identifier || '\n' || upper(projects.entity_ref))";

/** Searches projects by name, identifier and entity. */
const projectSearchProvider: SearchProvider = {
  type: 'project',
  async search(knex, searchText, scope, limit) {
    const query = searchText
      .where(knex('projects').whereNull('projects.deleted_at'), PROJECT_TEXTS)
      .select(
        'projects.id',
        'projects.name',
        'projects.identifier',
        'projects.entity_ref',
        'projects.archived_at',
        'projects.workspace_id',
        knex.raw(`${PROJECT_TEXTS} AS search_text`),
      )
      .orderByRaw(searchText.orderSql(knex, PROJECT_TEXTS))
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

const MEMBER_TEXTS = 'people.search_text';

/**
 * Searches workspace members by name and reference. Excludes people on the staff of any workspace
 * that the caller can read. The results link to the catalog, because members have no other page.
 */
const memberSearchProvider: SearchProvider = {
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
      .where(knex('people'), MEMBER_TEXTS)
      .whereExists(membership)
      .whereNotExists(employment)
      .select(
        'people.user_ref',
        'people.display_name',
        MEMBER_TEXTS,
        membership.clone().as('workspace_id'),
      )
      .orderByRaw(searchText.orderSql(knex, MEMBER_TEXTS))
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

export function addSearch(core: Core, features: readonly Feature[]): void {
  const searchProviders = [
    projectSearchProvider,
    memberSearchProvider,
    ...features.flatMap(feature => feature.searchProviders ?? []),
  ];
  core.router.handle(endpoints.search, async ({ caller, query }) => ({
    items: await findBestMatches(core, searchProviders, caller, query),
  }));
}
