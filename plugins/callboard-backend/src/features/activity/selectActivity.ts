import {
  ActivityFilter,
  viewActions,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isOneOf } from '../../database/bulk';
import { containsPattern } from '../../database/dialect';
import { foldText } from '../../database/foldText';
import { lowestId } from '../../database/ids';
import { InstantRange, instantsOfDays } from '../../database/zones';
import {
  whereSharedWith,
  whereAddressedTo,
} from '../../visibility/whereVisible';
import {
  ActivityPseudonymiser,
  whereNoRecord,
} from '../../pseudonyms/ActivityPseudonymiser';
import { ActivityScope } from './ActivityScope';
import { LogMoment, whereThereAt } from './logMoment';

/** An entity, and its projects, deleted ones too: at most one in each workspace is live. */
export interface About {
  entity_ref: string;
  project_ids: readonly string[];
}

/** Any of several values of a column; null means rows without one. */
export interface AnyOfActivity {
  id?: readonly string[];
  user_id?: readonly string[] | Knex.QueryBuilder;
  /** People whose rows are left out. */
  not_user_id?: Knex.QueryBuilder;
  action?: readonly string[];
  entity_type?: ReadonlyArray<string | null>;
  project_id?: readonly string[];
}

/** Which rows a list, report or export is about. */
export interface ActivitySelection {
  scope: ActivityScope;
  filter: ActivityFilter;
  /** Narrows the filter further. */
  anyOf?: AnyOfActivity;
  /** What `about` of the filter is about. */
  about?: About;
  /** The zone that `start`, `end` and days are meant in. */
  zone: string;
  /**
   * Shows from where and by which request something was done only for what this
   * person did; by default for all.
   */
  originOnlyOf?: string;
  /** Hides names from a reader who must not see them. */
  pseudonymiser?: ActivityPseudonymiser;
  /** Leaves out what came later; fixes an export at its start. */
  asOf?: LogMoment;
}

/** Some rows of a selection. */
export interface ActivityPart {
  query: Knex.QueryBuilder;
  /** Whose rows they are, if all are one person's. */
  user_id?: string;
  /** Whose rows they are not. */
  notOf?: string;
  /** Whether all of them are shared with many. */
  isShared?: boolean;
}

/**
 * Queries over the rows of a selection that have no row in common, under the
 * name `activity`. What somebody may see is several of them and not one
 * condition with OR: each has an index of its own. Date ranges become ranges of
 * the id, which is what the partitions and every index are ordered by.
 */
export function selectActivityParts(
  knex: Knex,
  selection: ActivitySelection,
): ActivityPart[] {
  const query = selectActivity(knex, selection);
  return partsAbout(knex, query, selection).flatMap(part =>
    listVisibleParts(knex, part, selection),
  );
}

/**
 * Up to this many projects of an entity get a part of the query each, which walks
 * the project's index in the order of the log. More projects share one part, which
 * the database may have to sort. This bounds the size of the query; hardly any
 * entity has had so many projects.
 */
const MOST_PROJECT_PARTS = 16;

/** The rows of an entity itself, and those in its projects. */
function partsAbout(
  knex: Knex,
  query: Knex.QueryBuilder,
  { about }: ActivitySelection,
): Knex.QueryBuilder[] {
  if (!about) {
    return [query];
  }
  const { entity_ref, project_ids } = about;
  const inProjects = (): Knex.QueryBuilder =>
    query
      .clone()
      .whereRaw("coalesce(activity.entity_id, '') <> ?", [entity_ref]);
  return [
    query.clone().where('activity.entity_id', entity_ref),
    ...(project_ids.length > MOST_PROJECT_PARTS
      ? [
          inProjects().whereRaw(
            ...isOneOf(knex, 'activity.project_id', project_ids),
          ),
        ]
      : project_ids.map(id => inProjects().where('activity.project_id', id))),
  ];
}

/** What is seen as one's own, as shared with many, and as told by name. */
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
  const { workspace_id, seenBy: user_ref } = scope;
  const own = query.clone().where('activity.user_id', user_ref);
  const others = query.whereNot('activity.user_id', user_ref);
  const shared = others.clone();
  const visibility = { workspace_id, user_ref };
  whereSharedWith(knex, shared, visibility, 'activity.project_id');
  whereAddressedTo(knex, others, user_ref);
  return [
    { query: own, user_id: user_ref },
    { query: shared, user_id, notOf: user_ref, isShared: true },
    { query: others, user_id, notOf: user_ref },
  ];
}

/** The rows of a selection, whoever may see them, under the name `activity`. */
export function selectActivity(
  knex: Knex,
  selection: ActivitySelection,
): Knex.QueryBuilder {
  const query = knex('activity');
  whereDimensions(query, selection);
  whereLog(knex, query, selection);
  return query;
}

/** SQL for what is more than looking; as the index of it says it. */
const IS_ACT = `activity.action NOT IN (${viewActions
  .map(action => `'${action}'`)
  .join(', ')})`;

/** What a selection asks of columns that the log's roll-ups have too. */
export function whereDimensions(
  query: Knex.QueryBuilder,
  { scope, filter, anyOf, about }: ActivitySelection,
): void {
  whereAnyOf(query, anyOf ?? {});
  for (const column of ['user_id', 'action', 'entity_type'] as const) {
    const value = filter[column];
    if (value !== undefined) {
      query.where(`activity.${column}`, value);
    }
  }
  if (filter.views === false) {
    query.whereRaw(IS_ACT);
  }
  if (scope.kind === 'person') {
    query.where('activity.user_id', scope.user_id);
  } else if (scope.workspace_id !== undefined && about) {
    // In a form that has no index: one entity or project is much less than its
    // workspace, and the planners do not always see that.
    query.whereRaw('(activity.workspace_id = ?) IS TRUE', [scope.workspace_id]);
  } else if (scope.workspace_id !== undefined) {
    query.where('activity.workspace_id', scope.workspace_id);
  }
}

/** The tables of counts have an empty type of entity where the log has none. */
function whereAnyOf(
  query: Knex.QueryBuilder,
  { user_id, not_user_id, action, entity_type }: AnyOfActivity,
): void {
  if (user_id) query.whereIn('activity.user_id', user_id as string[]);
  if (not_user_id) query.whereNotIn('activity.user_id', not_user_id);
  if (action) query.whereIn('activity.action', [...action]);
  if (entity_type) {
    const some = entity_type.filter(type => type !== null);
    query.where(any => {
      any.whereIn('activity.entity_type', some);
      if (some.length < entity_type.length) {
        any
          .orWhereNull('activity.entity_type')
          .orWhere('activity.entity_type', '');
      }
    });
  }
}

/** What it asks of columns that only the log has. */
function whereLog(
  knex: Knex,
  query: Knex.QueryBuilder,
  { filter, anyOf, zone, asOf, pseudonymiser }: ActivitySelection,
): void {
  if (anyOf?.id) {
    query.whereRaw(...isOneOf(knex, 'activity.id', anyOf.id));
  }
  if (anyOf?.project_id) {
    query.whereRaw(...isOneOf(knex, 'activity.project_id', anyOf.project_id));
  }
  whereInstants(query, instantsOfDays(filter.start, filter.end, zone));
  if (filter.id !== undefined) {
    query.where('activity.id', filter.id);
  }
  if (filter.entity_id !== undefined) {
    query.where('activity.entity_id', filter.entity_id);
    if (pseudonymiser) whereNoRecord(query);
  }
  if (filter.batch_id !== undefined) {
    query.where('activity.batch_id', filter.batch_id);
  }
  if (asOf !== undefined) {
    whereThereAt(knex, query, asOf);
  }
  if (filter.q !== undefined) {
    whereText(query, filter.q, pseudonymiser);
  }
  if (!filter.details) {
    query.whereRaw('NOT activity.is_detail');
  }
}

/**
 * The rows that have a text in their label, entity id or user name. The name is not
 * searched for who must not see it: it is the last line of what is searched.
 */
export function whereText(
  query: Knex.QueryBuilder,
  text: string,
  pseudonymiser?: ActivityPseudonymiser,
): void {
  const pattern = containsPattern(foldText(text));
  query.whereRaw("activity.search_text LIKE ? ESCAPE '\\'", [
    pseudonymiser ? `${pattern}\n%` : pattern,
  ]);
}

/** The rows of the log from one instant up to another. */
export function whereInstants(
  query: Knex.QueryBuilder,
  { from, to }: InstantRange,
): void {
  if (from !== undefined) {
    query.where('activity.id', '>=', lowestId(from));
  }
  if (to !== undefined) {
    query.where('activity.id', '<', lowestId(to));
  }
}
