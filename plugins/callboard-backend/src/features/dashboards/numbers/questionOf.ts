import { InputError } from '@backstage/errors';
import {
  DateRangeChoice,
  DayRange,
  hasTooManyBuckets,
  MAX_BUCKETS,
  numberAxes,
  numberFilters,
  NumberWish,
  WidgetConfig,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
import { dateInZone } from '../../../database/zones';
import { daysBefore, daysOfChoice } from './daysOfChoice';
import { Question } from './Question';

/** A request to a widget, beside the widget's own config. */
export interface AskedFor {
  date_range?: DateRangeChoice;
  /** A zone. */
  tz?: string;
  /** Of these, what the widget's own filters leave. */
  filters?: WidgetFilters;
}

/**
 * The question of a widget, with all that it leaves open.
 *
 * @param now - milliseconds since 1970
 * @throws InputError when a range has too many days for a chart
 */
export function questionOf(
  workspace: WorkspaceRow,
  wish: NumberWish,
  config: WidgetConfig,
  { wanted, now }: { wanted: AskedFor; now: number },
): Question {
  const zone = wanted.tz ?? workspace.timezone;
  const day = {
    today: dateInZone(now, zone),
    weekStart: workspace.week_start,
  };
  const choice = wanted.date_range ?? config.date_range;
  const range = choice ? daysOfChoice(choice, day) : undefined;
  requireFewBuckets(wish, range);
  const { source, metric, x_axis, group_by, interval } = wish;
  return {
    ...{ source, metric, x_axis, group_by, interval },
    ...day,
    workspace_id: workspace.id,
    filters: filtersOf(source, config.filters, wanted.filters),
    range,
    previous: range && daysBefore(range),
    zone,
    limit: config.limit,
  };
}

function requireFewBuckets(
  { chart_type, x_axis, group_by, interval }: NumberWish,
  range: DayRange | undefined,
): void {
  const hasDates = [x_axis, group_by].some(
    axis => axis && numberAxes[axis].order === 'date',
  );
  if (
    chart_type !== 'number' &&
    hasDates &&
    range &&
    hasTooManyBuckets(range, interval)
  ) {
    throw new InputError(
      `date_range has more than ${MAX_BUCKETS} ${interval}s: choose a longer interval`,
    );
  }
}

/** The values that both filters allow; an empty filter allows all. */
export function filtersOf(
  source: Question['source'],
  own: WidgetFilters = {},
  wanted: WidgetFilters = {},
): WidgetFilters {
  const left = numberFilters[source].flatMap(name => {
    const [mine, theirs] = [own[name], wanted[name]].map(values =>
      values?.length ? (values as readonly unknown[]) : undefined,
    );
    const both =
      mine && theirs ? mine.filter(value => theirs.includes(value)) : undefined;
    const values = both ?? mine ?? theirs;
    return values ? [[name, values] as const] : [];
  });
  return Object.fromEntries(left) as WidgetFilters;
}
