import {
  ComparedNumber,
  DayRange,
  NO_VALUE,
  NumberAxisName,
  NumberMetricName,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { mapValues, sum } from 'lodash';
import { whereProjectVisible } from '../../../access/visibility/whereProjectVisible';
import { countRows } from '../../../database/statements';
import { toInstantRange } from '../../../database/zones';
import { getTotal, NumberReadModel } from '../numbers/NumberReadModel';
import { MetricViewer, ResolvedQuery } from '../numbers/ResolvedQuery';
import {
  NumberScope,
  getNumberScope,
  isTimeQuery,
} from '../numbers/countedProjects';
import { readKeyNames } from '../numbers/axisKeys';
import { countedTime } from '../numbers/sources/time';
import { countedWorkItems } from '../numbers/sources/workItems';

/** The resources whose creation is counted. */
type CountedResource = 'projects' | 'members' | 'cycles' | 'modules';

/** A metric whose value in a range is compared with its value in the previous range. */
export interface ComparedMetric {
  source: 'work_items' | 'time';
  metric: NumberMetricName;
  /** The axis of the date that must be in the range; for the default, see `ResolvedQuery.date`. */
  date?: NumberAxisName;
  filters?: WidgetFilters;
}

/**
 * The maximum number of keys of an axis, such as people or projects. Must exceed the number of keys
 * in any workspace: if a metric omitted a key, a table would show 0 for that metric.
 */
const MAX_KEYS = 100_000;

/** The maximum number of rows in a table. */
const MAX_TABLE_ROWS = 200;

/** A table of several metrics by the same key. */
interface ComparedTable<Name extends string> {
  /** Sorted by the sum of the row, the largest first. */
  rows: Array<{ key: string; name: string } & Record<Name, ComparedNumber>>;
  /** The column totals, including omitted rows and values without a key. */
  totals: Record<Name, ComparedNumber>;
  /** Whether rows are omitted, because they exceed the maximum. */
  truncated: boolean;
}

const getNumberSource = ({ source }: ComparedMetric) =>
  source === 'time' ? countedTime : countedWorkItems;

/** Computes metrics of a range and of the previous range of the same length, for a viewer. */
export class Comparison {
  readonly #readModel: NumberReadModel;
  readonly #scopes = new Map<string, Promise<NumberScope>>();

  constructor(
    private readonly knex: Knex,
    /** The query that all metrics share. Each `ComparedMetric` overrides fields of this query. */
    readonly resolvedQuery: ResolvedQuery,
    private readonly viewer: MetricViewer,
  ) {
    this.#readModel = new NumberReadModel(knex);
  }

  /** Counts the resources created in the range and in the previous range. */
  async countResources(resource: CountedResource): Promise<ComparedNumber> {
    const { range, previous, zone } = this.resolvedQuery;
    const countCreated = async (days: DayRange | undefined) => {
      const query = this.selectResources(resource);
      const { from, to } = toInstantRange(days?.start, days?.end, zone);
      if (from !== undefined) query.where('created_at', '>=', new Date(from));
      if (to !== undefined) query.where('created_at', '<', new Date(to));
      return countRows(query);
    };
    return {
      count: await countCreated(range),
      // Despite its name, `filter_count` is the count in the previous range.
      filter_count: previous ? await countCreated(previous) : null,
    };
  }

  private selectResources(resource: CountedResource): Knex.QueryBuilder {
    const { knex, viewer } = this;
    const { workspace_id, filters } = this.resolvedQuery;
    if (resource === 'members') {
      return knex('memberships')
        .where({ scope_id: workspace_id })
        .whereNull('deleted_at');
    }
    const projects = whereProjectVisible(
      knex('projects')
        .where('projects.workspace_id', workspace_id)
        .whereNull('projects.deleted_at'),
      viewer.work,
    );
    if (filters.project_ids) {
      projects.whereIn('projects.id', [...filters.project_ids]);
    }
    return resource === 'projects'
      ? projects
      : knex(`work_${resource}`)
          .whereNull('deleted_at')
          .whereIn('project_id', projects.select('projects.id'));
  }

  async readComparedTotal(
    comparedMetric: ComparedMetric,
  ): Promise<ComparedNumber> {
    const resolvedQuery = this.buildComparedQuery(comparedMetric, null);
    const cells = await this.#readModel.readTotals(
      getNumberSource(comparedMetric),
      resolvedQuery,
      await this.resolveViewer(resolvedQuery),
    );
    return {
      count: getTotal(cells, 'total') ?? 0,
      filter_count: resolvedQuery.previous
        ? getTotal(cells, 'previous') ?? 0
        : null,
    };
  }

  /** Returns a metric by the values of an axis. Rows without a value have the key `NO_VALUE`. */
  async readByAxis(
    axis: NumberAxisName,
    comparedMetric: ComparedMetric,
  ): Promise<Map<string, ComparedNumber>> {
    const { range, previous } = this.resolvedQuery;
    const current = await this.readValues(axis, comparedMetric, range);
    const before =
      previous && (await this.readValues(axis, comparedMetric, previous));
    const keys = new Set([...current.keys(), ...(before?.keys() ?? [])]);
    return new Map(
      [...keys].map(key => [
        key,
        {
          count: current.get(key) ?? 0,
          filter_count: before ? before.get(key) ?? 0 : null,
        },
      ]),
    );
  }

  /** Returns a metric by the days, weeks or months of the range. */
  async readOverTime(
    axis: NumberAxisName,
    comparedMetric: ComparedMetric,
  ): Promise<Map<string, number>> {
    const values = await this.readValues(
      axis,
      comparedMetric,
      this.resolvedQuery.range,
    );
    values.delete(NO_VALUE);
    return values;
  }

  /** Joins metrics with the same keys into a table. */
  async buildTable<Name extends string>(
    axis: NumberAxisName,
    columns: Record<Name, ReadonlyMap<string, ComparedNumber>>,
  ): Promise<ComparedTable<Name>> {
    const zero = {
      count: 0,
      filter_count: this.resolvedQuery.previous ? 0 : null,
    };
    const columnMaps: ReadonlyMap<string, ComparedNumber>[] =
      Object.values(columns);
    const keys = new Set(columnMaps.flatMap(map => [...map.keys()]));
    keys.delete(NO_VALUE);
    const rowSums = new Map(
      [...keys].map(key => [
        key,
        sum(columnMaps.map(map => map.get(key)?.count ?? 0)),
      ]),
    );
    const sortedKeys = [...keys].sort(
      (one, other) =>
        rowSums.get(other)! - rowSums.get(one)! || (one < other ? -1 : 1),
    );
    const shownKeys = sortedKeys.slice(0, MAX_TABLE_ROWS);
    const names = await readKeyNames(this.knex, axis, shownKeys);
    return {
      rows: shownKeys.map(key => ({
        key,
        name: names.get(key)?.name ?? key,
        ...mapValues(columns, column => column.get(key) ?? zero),
      })),
      totals: mapValues(columns, column =>
        [...column.values()].reduce(addNumbers, zero),
      ),
      truncated: shownKeys.length < sortedKeys.length,
    };
  }

  private async readValues(
    axis: NumberAxisName,
    comparedMetric: ComparedMetric,
    range: DayRange | undefined,
  ): Promise<Map<string, number>> {
    const resolvedQuery = {
      ...this.buildComparedQuery(comparedMetric, axis),
      range,
    };
    const cells = await this.#readModel.readBars(
      getNumberSource(comparedMetric),
      { ...resolvedQuery, previous: undefined },
      await this.resolveViewer(resolvedQuery),
      MAX_KEYS,
    );
    return new Map(
      cells.flatMap(({ level, x, value }) =>
        level === 'bar' ? [[x!, value ?? 0] as const] : [],
      ),
    );
  }

  /**
   * Returns the viewer, with the projects in which the viewer sees rows of the query. Adds no
   * projects if the viewer sees all projects.
   */
  private async resolveViewer(
    resolvedQuery: ResolvedQuery,
  ): Promise<MetricViewer> {
    const { knex, viewer } = this;
    // All queries filter by the same projects, but in some projects a viewer sees work, not time.
    const scopeKey = `${resolvedQuery.source} ${isTimeQuery(resolvedQuery)}`;
    let scope = this.#scopes.get(scopeKey);
    if (!scope) {
      scope = getNumberScope(knex, resolvedQuery, viewer);
      this.#scopes.set(scopeKey, scope);
    }
    return (await scope).viewer;
  }

  private buildComparedQuery(
    { source, metric, date, filters }: ComparedMetric,
    x_axis: NumberAxisName | null,
  ): ResolvedQuery {
    const { resolvedQuery } = this;
    return {
      ...resolvedQuery,
      source,
      metric,
      date,
      x_axis,
      group_by: null,
      filters: { ...resolvedQuery.filters, ...filters },
    };
  }
}

function addNumbers(
  one: ComparedNumber,
  other: ComparedNumber,
): ComparedNumber {
  return {
    count: one.count + other.count,
    filter_count:
      one.filter_count === null || other.filter_count === null
        ? null
        : one.filter_count + other.filter_count,
  };
}
