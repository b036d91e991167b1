import { InputError } from '@backstage/errors';
import {
  DateRangeChoice,
  DayRange,
  hasTooManyBuckets,
  MAX_BUCKETS,
  numberAxes,
  numberFilters,
  WidgetConfig,
  WidgetData,
  WidgetFilters,
  WidgetType,
  wishOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { pickBy } from 'lodash';
import { Asker } from '../../../access/Caller';
import { Clock } from '../../../clock';
import { viewerOf } from '../../../core/projects/whereProjectVisible';
import { dateInZone } from '../../../database/zones';
import { timeViewerOf } from '../../time/worklogs/whereTimeVisible';
import { daysBefore, daysOfChoice } from './daysOfChoice';
import { namesOfKeys } from './namesOfKeys';
import { NumberCell, NumberReadModel } from './NumberReadModel';
import { Question } from './Question';
import { countedSources } from './sources';
import { tellBars } from './tellBars';

/** What is asked of a widget beside its own config. */
export interface AskedFor {
  date_range?: DateRangeChoice;
  /** A zone. */
  tz?: string;
  /** Each leaves what the widget's own filters leave. */
  filters?: WidgetFilters;
}

/** The numbers of widgets, as people see them. */
export class WidgetNumbers {
  readonly #readModel: NumberReadModel;

  constructor(private readonly deps: { knex: Knex; clock: Clock }) {
    this.#readModel = new NumberReadModel(deps.knex);
  }

  /**
   * What a widget shows to somebody.
   *
   * @throws InputError when a range has too many days for a chart
   */
  async answer(
    asker: Asker,
    widget: { widget_type: WidgetType; config: WidgetConfig },
    wanted: AskedFor = {},
  ): Promise<WidgetData> {
    const computed_at = new Date(this.deps.clock.now()).toISOString();
    const wish = wishOf(widget.widget_type, widget.config);
    const source = wish && countedSources[wish.source];
    if (!wish || !source) {
      return { data: [], schema: {}, total: 0, computed_at };
    }
    const isNumber = wish.chart_type === 'number';
    const question = this.questionOf(asker, wish, widget.config, wanted);
    const viewer = { work: viewerOf(asker), time: timeViewerOf(asker) };
    if (isNumber) {
      // The axis only says which date the range is about.
      const cells = await this.#readModel.total(source, question, viewer);
      return { ...tellNumber(cells, question), computed_at };
    }
    const cells = await this.#readModel.ask(source, question, viewer);
    const { knex } = this.deps;
    const namesOf = (axis: Question['x_axis'], side: 'x' | 'g') => {
      const keys = new Set(cells.flatMap(cell => cell[side] ?? []));
      return axis ? namesOfKeys(knex, axis, [...keys]) : new Map();
    };
    const names = {
      x: await namesOf(question.x_axis, 'x'),
      g: await namesOf(question.group_by, 'g'),
    };
    return { ...tellBars(cells, question, names), computed_at };
  }

  private questionOf(
    { workspace }: Asker,
    wish: NonNullable<ReturnType<typeof wishOf>>,
    config: WidgetConfig,
    wanted: AskedFor,
  ): Question {
    const zone = wanted.tz ?? workspace.timezone;
    const day = {
      today: dateInZone(this.deps.clock.now(), zone),
      weekStart: workspace.week_start,
    };
    const choice = wanted.date_range ?? config.date_range;
    const range = choice ? daysOfChoice(choice, day) : undefined;
    const { chart_type, ...asked } = wish;
    if (chart_type !== 'number') {
      requireFewBuckets(wish, range);
    }
    return {
      ...asked,
      ...day,
      workspace_id: workspace.id,
      filters: filtersOf(wish.source, config.filters, wanted.filters),
      range,
      previous: range && daysBefore(range),
      zone,
      limit: config.limit,
    };
  }
}

function requireFewBuckets(
  {
    x_axis,
    group_by,
    interval,
  }: Pick<Question, 'x_axis' | 'group_by' | 'interval'>,
  range: DayRange | undefined,
): void {
  const hasDates = [x_axis, group_by].some(
    axis => axis && numberAxes[axis].order === 'date',
  );
  if (range && hasDates && hasTooManyBuckets(range, interval)) {
    throw new InputError(
      `date_range has more than ${MAX_BUCKETS} of a ${interval}: choose a longer interval`,
    );
  }
}

/** What both filters leave; an empty one asks for nothing. */
function filtersOf(
  source: Question['source'],
  own: WidgetFilters = {},
  wanted: WidgetFilters = {},
): WidgetFilters {
  const asked: Record<string, readonly unknown[]> = {};
  for (const name of numberFilters[source]) {
    const [mine, theirs] = [own[name], wanted[name]].map(values =>
      values?.length ? (values as readonly unknown[]) : undefined,
    );
    const both =
      mine && theirs
        ? mine.filter(value => theirs.includes(value))
        : mine ?? theirs;
    if (both) asked[name] = both;
  }
  return pickBy(asked) as WidgetFilters;
}

function tellNumber(
  cells: readonly NumberCell[],
  { metric, previous }: Question,
) {
  const valueOf = (level: NumberCell['level']) => {
    const value = cells.find(cell => cell.level === level)?.value ?? null;
    return metric === 'cycle_time_hours' ? value : value ?? 0;
  };
  return {
    value: valueOf('total'),
    previous_value: previous ? valueOf('previous') : null,
    metric,
  };
}
