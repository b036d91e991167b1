import { z } from 'zod';
import { instant, uuid } from '../contract/primitives';
import { stateGroup } from '../work/settings';
import { numberMetricNames, NumberMetricName } from './vocabulary';
import { interval } from './widgetConfig';

/** The key of the bar that contains the rows without a value. @public */
export const NO_VALUE = 'none';

const resultFields = {
  /**
   * Whether the owner of the dashboard sees more than the viewer, or the filters name projects that
   * the viewer cannot see.
   */
  is_partial: z.literal(true).optional(),
  computed_at: instant,
};

/** A bar: its number and, if grouped, the number of each group. @public */
export const numberBar = z
  .object({
    /** An id, a reference or the value itself; `none` for rows without a value. */
    key: z.string(),
    name: z.string(),
    /** The value of the metric, in the unit of the metric; null without a value. */
    count: z.number().nullable(),
  })
  .catchall(z.union([z.number(), z.null()]))
  .meta({ id: 'NumberBar' });

/** @public */
export type NumberBar = { key: string; name: string; count: number | null } & {
  [group: string]: number | string | null;
};

/** The hours within which 50, 85 and 95 percent of the items were completed. @public */
export const cycleTimePercentiles = z
  .strictObject({ p50: z.number(), p85: z.number(), p95: z.number() })
  .meta({ id: 'CycleTimePercentiles' });

/** @public */
export type CycleTimePercentiles = z.output<typeof cycleTimePercentiles>;

/** The bars of a widget, in order. @public */
export const widgetBars = z
  .strictObject({
    data: z.array(numberBar as unknown as z.ZodType<NumberBar>),
    /**
     * The names of the additional fields of the bars, by key: one per group, or `completed_at` in
     * cycle time charts.
     */
    schema: z.record(z.string(), z.string()),
    /**
     * The metric of all rows together, including the rows of omitted bars; a row in several bars
     * counts once.
     */
    total: z.number().nullable(),
    /** The total of the preceding range of equal length. */
    previous_total: z.number().nullable().optional(),
    /** Whether bars or groups are omitted. */
    truncated: z.literal(true).optional(),
    /** The interval of date bars; longer than the widget's if that would give too many bars. */
    interval: interval.optional(),
    /** The percentiles of all items, including those without a point; only in cycle time charts. */
    percentiles: cycleTimePercentiles.optional(),
    ...resultFields,
  })
  .meta({ id: 'WidgetBars' });

/** @public */
export type WidgetBars = z.output<typeof widgetBars>;

/** A widget that shows one number. @public */
export const widgetNumber = z
  .strictObject({
    value: z.number().nullable(),
    /** The value in the preceding range of equal length; null without a range. */
    previous_value: z.number().nullable(),
    metric: z.enum(numberMetricNames as [NumberMetricName]),
    /**
     * The values by day, week or month of the range, oldest first; omitted without a range, and if
     * the metric cannot be split by date.
     */
    spark: z.array(z.number().nullable()).optional(),
    ...resultFields,
  })
  .meta({ id: 'WidgetNumber' });

/** @public */
export type WidgetNumber = z.output<typeof widgetNumber>;

/** A work item in a list, with the names of its state and assignees. @public */
export const listedItem = z
  .strictObject({
    id: uuid,
    project_id: uuid,
    /** The project's identifier and the item's number: `PAY-42`. */
    identifier: z.string(),
    title: z.string(),
    state_name: z.string(),
    /** `#` and six hexadecimal digits. */
    state_color: z.string(),
    state_group: stateGroup,
    /** Ordered by reference. */
    assignees: z.array(
      z.strictObject({ user_ref: z.string(), name: z.string() }),
    ),
    target_date: z.string().nullable(),
  })
  .meta({ id: 'ListedItem' });

/** @public */
export type ListedItem = z.output<typeof listedItem>;

/** A widget that shows a list of items. @public */
export const widgetItems = z
  .strictObject({
    /**
     * Ordered by due date; items without a due date come last. If the widget's range applies to the
     * start date, ordered by start date; if to creation or completion, by that date, latest first.
     */
    items: z.array(listedItem),
    /** The number of items, including omitted ones. */
    total: z.number(),
    /** Whether items are omitted. */
    truncated: z.literal(true).optional(),
    ...resultFields,
  })
  .meta({ id: 'WidgetItems' });

/** @public */
export type WidgetItems = z.output<typeof widgetItems>;

/** The content of a widget. @public */
export const widgetData = z.union([widgetNumber, widgetBars, widgetItems]);

/** @public */
export type WidgetData = z.output<typeof widgetData>;
