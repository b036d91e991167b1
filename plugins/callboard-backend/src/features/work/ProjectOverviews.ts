import {
  ProjectAccess,
  ProjectOverview,
  ProjectOverviewOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../access/Caller';
import { toProjectViewer } from '../../access/visibility/whereProjectVisible';
import {
  ProjectWithRole,
  ProjectFilter,
  readProjectWithRole,
  selectProjects,
  selectProjectsWithRole,
  toProjectResponse,
} from '../../core/projects/projectQueries';
import { countRows } from '../../database/statements';
import { readInstant, epochMsSql } from '../../database/dialect';
import { createTupleGuard, PageQuery, readPage } from '../../database/paging';
import { getDateInZone } from '../../database/zones';
import { Clock } from '../../kernel/clock';
import { OPEN_GROUPS } from './settings/Workflows';

/**
 * Builds the FROM and WHERE clauses that select the active items of a project. Repeats the
 * conditions of partial indexes, so that databases use these indexes.
 *
 * @param project - the column that contains the project id
 */
const buildActiveItemsSql = (project: string) => `FROM work_items
  WHERE work_items.project_id = ${project}
    AND work_items.deleted_at IS NULL
    AND work_items.archived_at IS NULL
    AND NOT work_items.is_draft`;

const projectItemsSql = buildActiveItemsSql('projects.id');

/**
 * Builds SQL for the sort key of an order. The order `name` sorts by name, ascending. Each other
 * order sorts by a number, descending. This number is 0 for projects without work items.
 */
function buildOverviewKeySql(
  knex: Knex,
  order: ProjectOverviewOrder,
  today: string,
): Knex.Raw {
  const openCountSql = `SELECT count(*) ${projectItemsSql} AND work_items.state_id IN (
    SELECT work_states.id FROM work_states
    WHERE work_states.project_id = projects.id
      AND work_states.deleted_at IS NULL
      AND work_states."group" IN (${OPEN_GROUPS.map(() => '?').join(', ')}))`;
  switch (order) {
    case 'name':
      return knex.raw('projects.sort_name');
    case '-open':
      return knex.raw(`(${openCountSql})`, OPEN_GROUPS);
    case '-overdue':
      return knex.raw(`(${openCountSql} AND work_items.target_date < ?)`, [
        ...OPEN_GROUPS,
        today,
      ]);
    default: {
      const lastMs = epochMsSql(knex, 'max(work_items.updated_at)');
      return knex.raw(`coalesce((SELECT ${lastMs} ${projectItemsSql}), 0)`);
    }
  }
}

/**
 * The cursor of a list of projects. It includes the order of the list. `is_other` is 0 for the
 * viewer's own projects, which come first, and 1 for other projects.
 */
type OverviewPosition = [
  order: ProjectOverviewOrder,
  is_other: number,
  key: string | number,
  sort_name: string,
  id: string,
];

interface ListedProject extends ProjectWithRole {
  is_mine: boolean;
  position: OverviewPosition;
}

type ProjectStats = Pick<
  ProjectOverview,
  'counts' | 'last_changed_at' | 'owner_ref' | 'member_count'
>;

const noCounts: ProjectOverview['counts'] = {
  open: 0,
  backlog: 0,
  unstarted: 0,
  started: 0,
  overdue: 0,
};

/** Lists projects for a viewer, with counts of their work items. */
export class ProjectOverviews {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /** Lists the projects that the caller can see, the caller's own projects first. */
  async list(
    context: RequestContext,
    query: PageQuery & {
      is_mine?: boolean;
      access?: ProjectAccess;
      is_archived?: boolean;
      search?: string;
      order_by: ProjectOverviewOrder;
    },
  ) {
    const { knex, clock } = this.deps;
    const { cursor, limit, order_by, ...filters } = query;
    const { workspace } = context;
    const filter = {
      workspace_id: workspace.id,
      viewer: toProjectViewer(context),
      ...filters,
    };
    const today = getDateInZone(clock.now(), workspace.timezone);
    const page = await readPage(
      { cursor, limit },
      createPositionGuard(order_by),
      {
        list: (after, size) =>
          this.listPage(filter, { order_by, today, after, limit: size }),
        getPosition: ({ position }) => position,
      },
    );
    const ids = page.items.map(({ project }) => project.id);
    const stats = await this.readStats(ids, today);
    return {
      items: page.items.map(
        ({ is_mine, ...projectWithRole }): ProjectOverview => ({
          project: toProjectResponse(projectWithRole),
          is_mine,
          ...stats.get(projectWithRole.project.id)!,
        }),
      ),
      next_cursor: page.next_cursor,
      total: await countRows(selectProjects(knex, filter)),
    };
  }

  private async listPage(
    filter: ProjectFilter,
    paging: {
      order_by: ProjectOverviewOrder;
      /** Items due before this day are overdue. */
      today: string;
      after?: OverviewPosition;
      limit: number;
    },
  ): Promise<ListedProject[]> {
    const { knex } = this.deps;
    const { order_by, after, limit } = paging;
    const isByName = order_by === 'name';
    const projects = selectProjectsWithRole(knex, filter).select(
      knex.raw('? AS sort_key', [
        buildOverviewKeySql(knex, order_by, paging.today),
      ]),
    );
    const ranked = knex
      .from(projects.as('visible'))
      .select('visible.*')
      .select(
        knex.raw(
          'CASE WHEN visible.rank IS NOT NULL OR visible.is_owner = 1 THEN 0 ELSE 1 END AS is_other',
        ),
      );
    const query = knex
      .from(ranked.as('ranked'))
      .orderBy([
        'is_other',
        { column: 'sort_key', order: isByName ? 'asc' : 'desc' },
        'sort_name',
        'id',
      ])
      .limit(limit);
    if (after) {
      const [, is_other, value, name, id] = after;
      query.whereRaw(
        `(is_other > ? OR (is_other = ? AND (sort_key ${
          isByName ? '>' : '<'
        } ? OR (sort_key = ? AND (sort_name, id) > (?, ?)))))`,
        [is_other, is_other, value, value, name, id],
      );
    }
    const rows: any[] = await query;
    return rows.map(row => ({
      ...readProjectWithRole(row, filter.viewer),
      is_mine: row.is_other === 0,
      position: [
        order_by,
        row.is_other,
        isByName ? row.sort_key : Number(row.sort_key),
        row.sort_name,
        row.id,
      ],
    }));
  }

  /** Reads the stats of projects, by id, with four queries in total. */
  private async readStats(
    ids: readonly string[],
    today: string,
  ): Promise<ReadonlyMap<string, ProjectStats>> {
    const [counts, lastChanges, owners, memberCounts] = await Promise.all([
      this.countProjectItems(ids, today),
      this.readLastChanges(ids),
      this.readOwners(ids),
      this.countMembers(ids),
    ]);
    return new Map(
      ids.map(id => [
        id,
        {
          counts: counts.get(id) ?? noCounts,
          last_changed_at: lastChanges.get(id) ?? null,
          owner_ref: owners.get(id) ?? null,
          member_count: memberCounts.get(id) ?? 0,
        },
      ]),
    );
  }

  private async countProjectItems(ids: readonly string[], today: string) {
    const { knex } = this.deps;
    // Counts each state separately, which reads one range of the board's index. A join with GROUP
    // BY would sort all rows first.
    const stateItemsSql = buildActiveItemsSql('work_states.project_id');
    const countSql = `SELECT count(*) ${stateItemsSql}
      AND work_items.state_id = work_states.id`;
    const rows: any[] = await knex('work_states')
      .select('work_states.project_id', 'work_states.group')
      .select(knex.raw(`(${countSql}) AS count`))
      .select(
        knex.raw(`(${countSql} AND work_items.target_date < ?) AS overdue`, [
          today,
        ]),
      )
      .whereIn('work_states.project_id', [...ids])
      .whereIn('work_states.group', [...OPEN_GROUPS])
      .whereNull('work_states.deleted_at');
    const found = new Map<string, ProjectOverview['counts']>();
    for (const { project_id, count, overdue, ...row } of rows) {
      const group: (typeof OPEN_GROUPS)[number] = row.group;
      const sums = found.get(project_id) ?? noCounts;
      found.set(project_id, {
        ...sums,
        [group]: sums[group] + Number(count),
        open: sums.open + Number(count),
        overdue: sums.overdue + Number(overdue),
      });
    }
    return found;
  }

  private async readLastChanges(ids: readonly string[]) {
    const { knex } = this.deps;
    const rows = await knex('projects')
      .select('projects.id')
      .select(
        knex.raw(
          `(SELECT max(work_items.updated_at) ${projectItemsSql}) AS last_changed_at`,
        ),
      )
      .whereIn('projects.id', [...ids]);
    return new Map<string, string | null>(
      rows.map(({ id, last_changed_at }: any) => [
        id,
        last_changed_at === null ? null : readInstant(last_changed_at),
      ]),
    );
  }

  private async readOwners(ids: readonly string[]) {
    const rows = await this.deps
      .knex('project_owners')
      .select('project_id')
      .min({ owner_ref: 'owner_ref' })
      .whereIn('project_id', [...ids])
      .groupBy('project_id');
    return new Map<string, string>(
      rows.map(({ project_id, owner_ref }: any) => [project_id, owner_ref]),
    );
  }

  private async countMembers(ids: readonly string[]) {
    const rows = await this.deps
      .knex('memberships')
      .select('scope_id')
      .count({ count: '*' })
      .whereIn('scope_id', [...ids])
      .whereNull('deleted_at')
      .groupBy('scope_id');
    return new Map<string, number>(
      rows.map(({ scope_id, count }: any) => [scope_id, Number(count)]),
    );
  }
}

function createPositionGuard(order: ProjectOverviewOrder) {
  const key =
    order === 'name'
      ? 'text'
      : (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
  return createTupleGuard<OverviewPosition>(
    value => value === order,
    is_other => is_other === 0 || is_other === 1,
    key,
    'text',
    'id',
  );
}
