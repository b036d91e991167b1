import { z } from 'zod';
import {
  booleanParameter,
  anyCalendarDate,
  cursorParameter,
  createIntegerParameter,
  isSearchable,
  requireOrder,
  slug,
  timeZone,
  uuid,
  areUnique,
} from '../contract/primitives';
import { createSingleLineTextSchema } from '../contract/text';
import { DEFAULT_WORKSPACE } from '../workspaces/endpoints';
import { documentAsAction, documentAsEntityType, viewActions } from './schemas';

const createFilterTextSchema = (max: number) =>
  z.string().min(1, 'must not be empty').max(max);

const reference = createFilterTextSchema(255).transform(value =>
  value.toLowerCase(),
) as z.ZodType<string, string>;

/** The filters of every activity list, report and export. @public */
export const activityFilterParameters = {
  id: uuid.optional(),
  user_id: reference.optional(),
  actor_user_id: reference.optional(),
  action: documentAsAction(createFilterTextSchema(64)).optional(),
  type: documentAsAction(createFilterTextSchema(64)).optional(),
  entity_type: documentAsEntityType(createFilterTextSchema(64)).optional(),
  entity_id: createFilterTextSchema(255).optional(),
  about: reference.optional().meta({
    description:
      'The reference of a catalog entity. Returns the activity of the entity, its project, and the work items and settings of the project.',
  }),
  start: anyCalendarDate.optional(),
  end: anyCalendarDate.optional(),
  tz: timeZone.optional(),
  q: createSingleLineTextSchema(200)
    .refine(isSearchable, 'must have at least 2 characters')
    .optional(),
  batch_id: uuid.optional(),
  views: booleanParameter.default(true).meta({
    description: `\`false\` omits views: ${viewActions.join(', ')}.`,
  }),
  details: booleanParameter.optional().meta({
    description:
      'Whether to include the individual changes of bulk actions. By default, they are included only with the filter `q`, `entity_id`, `batch_id` or `id`.',
  }),
};

/**
 * The last row that `page` can reach: to return a page, the database reads all rows before it.
 * Cursors have no such cost.
 */
const MAX_ROWS_BY_PAGE = 100_000;

/** The default page size. @public */
export const DEFAULT_ACTIVITY_LIMIT = 50;

const pagingParameters = {
  page: createIntegerParameter(1, MAX_ROWS_BY_PAGE).optional(),
  limit: createIntegerParameter(1, 200).optional(),
  page_size: createIntegerParameter(1, 200).optional(),
  cursor: cursorParameter.optional(),
  total: booleanParameter.default(true),
};

/** The dimensions a summary can be grouped by. @public */
export const groupByDimensions = [
  'user',
  'date',
  'week',
  'action',
  'entity_type',
] as const;

/** @public */
export type GroupByDimension = (typeof groupByDimensions)[number];

const groupBy = z
  .string()
  .transform(value => value.split(','))
  .pipe(
    z
      .array(
        z.enum(groupByDimensions, {
          error: `must be a comma-separated list of ${groupByDimensions.join(
            ', ',
          )}`,
        }),
      )
      .refine(areUnique, 'must not name a dimension twice')
      .refine(
        value => !(value.includes('date') && value.includes('week')),
        'must contain either date or week, not both',
      ),
  );

const groupingParameters = {
  group_by: groupBy.optional(),
  cursor: cursorParameter.optional(),
  limit: createIntegerParameter(1, 200).default(50),
};

/** The parameters of each scope, in addition to the filters. @public */
export const activityScopeParameters = {
  admin: { workspace_id: uuid.optional() },
  workspace: { workspace: slug.default(DEFAULT_WORKSPACE) },
  me: {},
};

/**
 * Adds proofs to the rows of a JSON Lines export; only for the scope of all workspaces.
 *
 * @public
 */
export const proofParameter = {
  proof: booleanParameter.default(false).meta({
    description:
      'Adds proofs, so that the file can be verified without the server. For super admins.',
  }),
};

interface CombinedParameters {
  user_id?: string;
  actor_user_id?: string;
  action?: string;
  type?: string;
  page?: number;
  limit?: number;
  page_size?: number;
  cursor?: string;
}

function checkCombinedParameters(
  parsed: unknown,
  ctx: z.core.$RefinementCtx,
): void {
  const value = parsed as CombinedParameters;
  const addIssue = (field: keyof CombinedParameters, message: string) =>
    ctx.addIssue({ code: 'custom', path: [field], message });
  const checkAlias = (
    name: keyof CombinedParameters,
    alias: keyof CombinedParameters,
  ) => {
    if (
      value[name] !== undefined &&
      value[alias] !== undefined &&
      value[name] !== value[alias]
    ) {
      addIssue(alias, `is an alias of ${name} and must have the same value`);
    }
  };
  checkAlias('user_id', 'actor_user_id');
  checkAlias('action', 'type');
  checkAlias('limit', 'page_size');
  if (value.cursor !== undefined && value.page !== undefined) {
    addIssue('cursor', 'cannot be combined with page');
  }
  const limit = value.limit ?? value.page_size ?? DEFAULT_ACTIVITY_LIMIT;
  if (value.page !== undefined && value.page * limit > MAX_ROWS_BY_PAGE) {
    addIssue(
      'page',
      `can reach at most ${MAX_ROWS_BY_PAGE} rows. Use cursor for more`,
    );
  }
}

/** Only a query with `group_by` accepts a cursor. */
function checkGrouping(parsed: unknown, ctx: z.core.$RefinementCtx): void {
  const { group_by, cursor } = parsed as { group_by?: []; cursor?: string };
  if (cursor !== undefined && group_by === undefined) {
    ctx.addIssue({
      code: 'custom',
      path: ['cursor'],
      message: 'requires the group_by of the request that returned it',
    });
  }
}

/** The query schemas of one scope's endpoints. */
export function createActivityQuerySchemas<Scope extends z.ZodRawShape>(
  scope: Scope,
) {
  const createQuerySchema = <Shape extends z.ZodRawShape>(parameters: Shape) =>
    requireOrder(
      z
        .strictObject({ ...scope, ...activityFilterParameters, ...parameters })
        .superRefine(checkCombinedParameters),
      'start',
      'end',
    );
  return {
    list: createQuerySchema(pagingParameters),
    summary: createQuerySchema(groupingParameters).superRefine(checkGrouping),
    facets: createQuerySchema({}),
    download: createQuerySchema({}),
  };
}

/** The filters, with aliases resolved. @public */
export interface ActivityFilter {
  /** The id of one row. */
  id?: string;
  user_id?: string;
  action?: string;
  entity_type?: string;
  entity_id?: string;
  /**
   * The reference of a catalog entity. Matches the activity of the entity, of its project, and of
   * the project's work items and settings.
   */
  about?: string;
  start?: string;
  end?: string;
  tz?: string;
  q?: string;
  batch_id?: string;
  /** False excludes view actions. */
  views?: boolean;
  /** Whether the details of bulk changes are included. */
  details?: boolean;
}

/**
 * Resolves the aliases of a parsed query into one filter. If the query narrows the log to a text,
 * an entity, a batch or a row, details of bulk changes are included unless the query excludes them.
 *
 * @public
 */
export function toActivityFilter(
  query: ActivityFilter & { actor_user_id?: string; type?: string },
): ActivityFilter {
  return {
    id: query.id,
    user_id: query.user_id ?? query.actor_user_id,
    action: query.action ?? query.type,
    entity_type: query.entity_type,
    entity_id: query.entity_id,
    about: query.about,
    start: query.start,
    end: query.end,
    tz: query.tz,
    q: query.q,
    batch_id: query.batch_id,
    views: query.views,
    details:
      query.details ??
      (query.q ?? query.entity_id ?? query.batch_id ?? query.id) !== undefined,
  };
}
