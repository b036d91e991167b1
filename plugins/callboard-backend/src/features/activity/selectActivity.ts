import {
  ActivityFilter,
  viewActions,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { containsPattern } from '../../database/dialect';
import { normaliseForSearch } from '../../database/text';
import { getLowestId } from '../../database/ids';
import { InstantRange, toInstantRange } from '../../database/zones';
import {
  LogReader,
  whereSharedWith,
  whereAddressedTo,
} from '../../access/visibility/whereVisible';
import {
  ActivityPseudonymiser,
  excludeRecordsOfPeople,
} from '../../pseudonyms/ActivityPseudonymiser';
import { LogMoment, whereInSnapshot } from './logMoment';

/** The part of the log that a request covers. */
export type ActivityScope =
  /** The rows of all workspaces, or of one, regardless of their visibility. */
  | { kind: 'all'; workspace_id?: string }
  /** The activity of one person, in all workspaces. */
  | { kind: 'person'; user_id: string }
  /** The rows of one workspace; with `seenBy`, only those that this user may see. */
  | { kind: 'workspace'; workspace_id: string; seenBy?: LogReader };

/** An entity and its projects: at most one existing project per workspace, and deleted projects. */
export interface About {
  entity_ref: string;
  project_ids: readonly string[];
}

/**
 * Lists of values, by column. In each given column, a row must have one of the listed values; null
 * in a list matches rows without a value.
 */
export interface AnyOfActivity {
  id?: readonly string[];
  user_id?: readonly string[];
  /**
   * Selects people, such as those of a department. Combines with `user_id`, which stays a list: the
   * access log records whose activity a list names.
   */
  selected_user_id?: Knex.QueryBuilder;
  /** Unlike the other fields, selects people whose rows are excluded. */
  not_user_id?: Knex.QueryBuilder;
  action?: readonly string[];
  entity_type?: ReadonlyArray<string | null>;
  project_id?: readonly string[];
}

export interface ActivitySelection {
  scope: ActivityScope;
  filter: ActivityFilter;
  /** Narrows the filter further. */
  anyOf?: AnyOfActivity;
  /** The resolved `about` of the filter. */
  about?: About;
  /** The zone of `start`, `end` and days. */
  zone: string;
  /** Only rows of this user show IP address and request id; undefined: all rows show them. */
  showsOriginOnlyOf?: string;
  /** Hides names from a reader who must not see them. */
  pseudonymiser?: ActivityPseudonymiser;
  /** Excludes rows that were added after this moment, such as during an export. */
  asOf?: LogMoment;
}

export interface ActivityPart {
  query: Knex.QueryBuilder;
  /** The person of all rows, if the part is limited to one person. */
  user_id?: string;
  /** A person whose rows the part excludes. */
  excludedUser?: string;
  /** Whether all rows are shared with the workspace or a project, not with named people. */
  isShared?: boolean;
}

/**
 * Returns queries of the table `activity` that together select each row of a selection once. The
 * rows that a user may see need several queries instead of one OR condition, because each query
 * uses another index. Date ranges become ranges of the id, which orders the partitions and every
 * index.
 */
export function selectActivityParts(
  knex: Knex,
  selection: ActivitySelection,
): ActivityPart[] {
  const query = selectActivity(knex, selection);
  return selectEntityParts(knex, query, selection).flatMap(part =>
    listVisibleParts(knex, part, selection),
  );
}

/**
 * The maximum number of projects of an entity that get one query each. Such a query walks the index
 * of its project in the order of the log. If the entity has more projects, one query selects the
 * rows of all of them, which the database may have to sort. The limit bounds the number of queries.
 * Entities with more projects are very rare.
 */
const MAX_PROJECT_PARTS = 16;

/** Returns disjoint queries of the rows of an entity and of its projects. */
function selectEntityParts(
  knex: Knex,
  query: Knex.QueryBuilder,
  { about }: ActivitySelection,
): Knex.QueryBuilder[] {
  if (!about) {
    return [query];
  }
  const { entity_ref, project_ids } = about;
  const selectProjectRows = (): Knex.QueryBuilder =>
    query
      .clone()
      .whereRaw("coalesce(activity.entity_id, '') <> ?", [entity_ref]);
  return [
    query.clone().where('activity.entity_id', entity_ref),
    ...(project_ids.length > MAX_PROJECT_PARTS
      ? [
          selectProjectRows().whereRaw(
            ...inListSql(knex, 'activity.project_id', project_ids),
          ),
        ]
      : project_ids.map(id =>
          selectProjectRows().where('activity.project_id', id),
        )),
  ];
}

/**
 * If a scope is limited to the rows that a user may see, splits the query into the user's own rows,
 * rows shared with the workspace or a project, and rows shared with the user by name. Otherwise,
 * returns the query as the only part.
 */
function listVisibleParts(
  knex: Knex,
  query: Knex.QueryBuilder,
  { scope, filter }: ActivitySelection,
): ActivityPart[] {
  const { user_id } = filter;
  if (scope.kind !== 'workspace' || scope.seenBy === undefined) {
    return [
      { query, user_id: scope.kind === 'person' ? scope.user_id : user_id },
    ];
  }
  const { workspace_id, seenBy } = scope;
  const { user_ref } = seenBy;
  const ownRows = query.clone().where('activity.user_id', user_ref);
  const otherRows = query.whereNot('activity.user_id', user_ref);
  const sharedRows = otherRows.clone();
  whereSharedWith(
    knex,
    sharedRows,
    { workspace_id, ...seenBy },
    'activity.project_id',
  );
  whereAddressedTo(knex, otherRows, user_ref);
  return [
    { query: ownRows, user_id: user_ref },
    { query: sharedRows, user_id, excludedUser: user_ref, isShared: true },
    { query: otherRows, user_id, excludedUser: user_ref },
  ];
}

/**
 * Selects rows of the table `activity`. Applies a selection without its visibility and without the
 * entity of `about`.
 */
export function selectActivity(
  knex: Knex,
  selection: ActivitySelection,
): Knex.QueryBuilder {
  const query = knex('activity');
  whereDimensions(query, selection);
  whereLog(knex, query, selection);
  return query;
}

/** SQL that excludes views. It equals the condition of a partial index, so the index is used. */
const IS_NO_VIEW = `activity.action NOT IN (${viewActions
  .map(action => `'${action}'`)
  .join(', ')})`;

/** Adds conditions on columns that the log shares with its tables of counts. */
export function whereDimensions(
  query: Knex.QueryBuilder,
  { scope, filter, anyOf, about }: ActivitySelection,
): void {
  whereActivityValues(query, anyOf ?? {});
  for (const column of ['user_id', 'action', 'entity_type'] as const) {
    const value = filter[column];
    if (value !== undefined) {
      query.where(`activity.${column}`, value);
    }
  }
  if (filter.views === false) {
    query.whereRaw(IS_NO_VIEW);
  }
  if (scope.kind === 'person') {
    query.where('activity.user_id', scope.user_id);
  } else if (scope.workspace_id !== undefined && about) {
    // `IS TRUE` prevents planners from using the workspace's index. The index of one entity or
    // project has far fewer rows, but planners may estimate the opposite.
    query.whereRaw('(activity.workspace_id = ?) IS TRUE', [scope.workspace_id]);
  } else if (scope.workspace_id !== undefined) {
    query.where('activity.workspace_id', scope.workspace_id);
  }
}

/**
 * Adds the conditions on lists of values. For rows without an entity type, the log stores null and
 * the tables of counts store an empty text.
 */
function whereActivityValues(
  query: Knex.QueryBuilder,
  {
    user_id,
    selected_user_id,
    not_user_id,
    action,
    entity_type,
  }: AnyOfActivity,
): void {
  if (user_id) query.whereIn('activity.user_id', [...user_id]);
  if (selected_user_id) query.whereIn('activity.user_id', selected_user_id);
  if (not_user_id) query.whereNotIn('activity.user_id', not_user_id);
  if (action) query.whereIn('activity.action', [...action]);
  if (entity_type) {
    const types = entity_type.filter(type => type !== null);
    query.where(either => {
      either.whereIn('activity.entity_type', types);
      if (types.length < entity_type.length) {
        either
          .orWhereNull('activity.entity_type')
          .orWhere('activity.entity_type', '');
      }
    });
  }
}

/** Adds conditions on columns that only the log has. */
function whereLog(
  knex: Knex,
  query: Knex.QueryBuilder,
  { filter, anyOf, zone, asOf, pseudonymiser }: ActivitySelection,
): void {
  if (anyOf?.id) {
    query.whereRaw(...inListSql(knex, 'activity.id', anyOf.id));
  }
  if (anyOf?.project_id) {
    query.whereRaw(...inListSql(knex, 'activity.project_id', anyOf.project_id));
  }
  whereInstants(query, toInstantRange(filter.start, filter.end, zone));
  if (filter.id !== undefined) {
    query.where('activity.id', filter.id);
  }
  if (filter.entity_id !== undefined) {
    query.where('activity.entity_id', filter.entity_id);
    if (pseudonymiser) excludeRecordsOfPeople(query);
  }
  if (filter.batch_id !== undefined) {
    query.where('activity.batch_id', filter.batch_id);
  }
  if (asOf !== undefined) {
    whereInSnapshot(knex, query, asOf);
  }
  if (filter.q !== undefined) {
    whereText(query, filter.q, pseudonymiser);
  }
  if (!filter.details) {
    query.whereRaw('NOT activity.is_detail');
  }
}

/**
 * Restricts a query to rows with a text in their label, entity id or user name. For readers who
 * must not see names, ignores the user name, which is the last line of `search_text`.
 */
export function whereText(
  query: Knex.QueryBuilder,
  text: string,
  pseudonymiser?: ActivityPseudonymiser,
): void {
  const pattern = containsPattern(normaliseForSearch(text));
  query.whereRaw("activity.search_text LIKE ? ESCAPE '\\'", [
    pseudonymiser ? `${pattern}\n%` : pattern,
  ]);
}

/** Restricts a query to the rows from one instant up to, but not including, another. */
export function whereInstants(
  query: Knex.QueryBuilder,
  { from, to }: InstantRange,
): void {
  if (from !== undefined) {
    query.where('activity.id', '>=', getLowestId(from));
  }
  if (to !== undefined) {
    query.where('activity.id', '<', getLowestId(to));
  }
}
