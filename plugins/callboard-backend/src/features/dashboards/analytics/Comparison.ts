import {
  ComparedNumber,
  DayRange,
  NO_VALUE,
  NumberAxisName,
  NumberMetricName,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { NumberCell, NumberReadModel } from '../numbers/NumberReadModel';
import { NumberViewer, Question } from '../numbers/Question';
import { NumberScope, getNumberScope } from '../numbers/getNumberScope';
import { isOfTime } from '../numbers/sources/countedProjects';
import { time } from '../numbers/sources/time';
import { workItems } from '../numbers/sources/workItems';

/** A metric to compare with the previous range. */
export interface Compared {
  source: 'work_items' | 'time';
  metric: NumberMetricName;
  /** The date that the range applies to, unless the default. */
  date?: NumberAxisName;
  filters?: WidgetFilters;
}

/**
 * More than the people or projects of any workspace: a key cut from one metric would show as 0
 * beside its other metrics.
 */
const MAX_KEYS = 100_000;

const getSource = ({ source }: Compared) =>
  source === 'time' ? time : workItems;

/** Computes metrics of a range and of the previous range of the same length. */
export class Comparison {
  readonly #readModel: NumberReadModel;
  readonly #sights = new Map<string, Promise<NumberScope>>();

  constructor(
    private readonly knex: Knex,
    private readonly question: Pick<
      Question,
      | 'workspace_id'
      | 'filters'
      | 'range'
      | 'previous'
      | 'zone'
      | 'weekStart'
      | 'today'
      | 'interval'
    >,
    private readonly viewer: NumberViewer,
  ) {
    this.#readModel = new NumberReadModel(knex);
  }

  /** Returns the total of a metric. */
  async total(query: Compared): Promise<ComparedNumber> {
    const question = this.buildComparedQuestion(query, null);
    const cells = await this.#readModel.total(
      getSource(query),
      question,
      await this.resolveViewer(question),
    );
    const getLevelValue = (level: NumberCell['level']) =>
      cells.find(cell => cell.level === level)?.value ?? 0;
    return {
      count: getLevelValue('total'),
      filter_count: question.previous ? getLevelValue('previous') : null,
    };
  }

  /** Returns a metric by the values of an axis; the key of missing values is `none`. */
  async readByAxis(
    axis: NumberAxisName,
    query: Compared,
  ): Promise<Map<string, ComparedNumber>> {
    const { range, previous } = this.question;
    const now = await this.values(axis, query, range);
    const before = previous && (await this.values(axis, query, previous));
    const keys = new Set([...now.keys(), ...(before?.keys() ?? [])]);
    return new Map(
      [...keys].map(key => [
        key,
        {
          count: now.get(key) ?? 0,
          filter_count: before ? before.get(key) ?? 0 : null,
        },
      ]),
    );
  }

  /** Returns a metric by the days, weeks or months of the range. */
  async over(
    axis: NumberAxisName,
    query: Compared,
  ): Promise<Map<string, number>> {
    const values = await this.values(axis, query, this.question.range);
    values.delete(NO_VALUE);
    return values;
  }

  private async values(
    axis: NumberAxisName,
    query: Compared,
    range: DayRange | undefined,
  ): Promise<Map<string, number>> {
    const question = { ...this.buildComparedQuestion(query, axis), range };
    const cells = await this.#readModel.ask(
      getSource(query),
      { ...question, previous: undefined },
      await this.resolveViewer(question),
      MAX_KEYS,
    );
    return new Map(
      cells.flatMap(({ level, x, value }) =>
        level === 'bar' ? [[x!, value ?? 0] as const] : [],
      ),
    );
  }

  /** Returns the viewer with the projects that contain everything they see of a query. */
  private async resolveViewer(question: Question): Promise<NumberViewer> {
    const { knex, viewer } = this;
    // All queries cover the same projects, but viewers see time in fewer of them.
    const counted = `${question.source} ${isOfTime(question)}`;
    let scope = this.#sights.get(counted);
    if (!scope) {
      scope = getNumberScope(knex, question, viewer);
      this.#sights.set(counted, scope);
    }
    return (await scope).viewer;
  }

  private buildComparedQuestion(
    { source, metric, date, filters }: Compared,
    x_axis: NumberAxisName | null,
  ): Question {
    const { question } = this;
    return {
      ...question,
      source,
      metric,
      date,
      x_axis,
      group_by: null,
      filters: { ...question.filters, ...filters },
    };
  }
}
