import { z } from 'zod';
import { instant, uuid } from '../contract/primitives';
import { stateGroup } from '../work/settings';
import { numberMetricNames, NumberMetricName } from './vocabulary';
import { interval } from './widgetConfig';

/** The key of a bar of what has no value. @public */
export const NO_VALUE = 'none';

const sourceFields = {
  /**
   * Whether the owner of the dashboard sees more than whoever asks, or the filters name
   * projects that they do not see.
   */
  is_partial: z.literal(true).optional(),
  computed_at: instant,
};

/** A bar: its number and, where it is grouped, that of each group. @public */
export const numberBar = z
  .object({
    /** An id, a reference or the value itself; `none` for what has no value. */
    key: z.string(),
    name: z.string(),
    /** The value of the metric; null where there is none, or is none yet. */
    count: z.number().nullable(),
  })
  .catchall(z.union([z.number(), z.null()]))
  .meta({ id: 'NumberBar' });

/** @public */
export type NumberBar = { key: string; name: string; count: number | null } & {
  [group: string]: number | string | null;
};

/**
 * The hours within which a half, 85 and 95 percent of the items were completed.
 *
 * @public
 */
export const cycleTimePercentiles = z
  .strictObject({ p50: z.number(), p85: z.number(), p95: z.number() })
  .meta({ id: 'CycleTimePercentiles' });

/** @public */
export type CycleTimePercentiles = z.output<typeof cycleTimePercentiles>;

/** The bars of a widget, in order. @public */
export const widgetBars = z
  .strictObject({
    data: z.array(numberBar as unknown as z.ZodType<NumberBar>),
    /** The names of the groups, by their keys. */
    schema: z.record(z.string(), z.string()),
    /** Of all bars, also of those that are cut; each thing once. */
    total: z.number().nullable(),
    /** The same of the days right before, as many. */
    previous_total: z.number().nullable().optional(),
    /** Whether there are bars or groups that are not told. */
    truncated: z.literal(true).optional(),
    /**
     * What the bars of dates are of: longer than the widget has it where its range
     * would have too many.
     */
    interval: interval.optional(),
    /** Of a chart of cycle times that has any; also of those that are not told. */
    percentiles: cycleTimePercentiles.optional(),
    ...sourceFields,
  })
  .meta({ id: 'WidgetBars' });

/** @public */
export type WidgetBars = z.output<typeof widgetBars>;

/** A widget that is one number. @public */
export const widgetNumber = z
  .strictObject({
    value: z.number().nullable(),
    /** Of the days right before, as many; null without a range. */
    previous_value: z.number().nullable(),
    metric: z.enum(numberMetricNames as [NumberMetricName]),
    /**
     * Its values in the days, weeks or months of the range, oldest first; left out
     * without a range, and where the metric cannot be told apart by date.
     */
    spark: z.array(z.number().nullable()).optional(),
    ...sourceFields,
  })
  .meta({ id: 'WidgetNumber' });

/** @public */
export type WidgetNumber = z.output<typeof widgetNumber>;

/** An item in a list, with the names of what it refers to. @public */
export const listedItem = z
  .strictObject({
    id: uuid,
    project_id: uuid,
    /** The project's identifier and a number of its own: `PAY-42`. */
    identifier: z.string(),
    title: z.string(),
    state_name: z.string(),
    /** `#` and six hexadecimal digits. */
    state_color: z.string(),
    state_group: stateGroup,
    /** By their references, in order. */
    assignees: z.array(
      z.strictObject({ user_ref: z.string(), name: z.string() }),
    ),
    target_date: z.string().nullable(),
  })
  .meta({ id: 'ListedItem' });

/** @public */
export type ListedItem = z.output<typeof listedItem>;

/** A widget that is a list of items. @public */
export const widgetItems = z
  .strictObject({
    /**
     * By due date, those without one last; where the range is about another date, by
     * that: the latest creation or completion comes first.
     */
    items: z.array(listedItem),
    /** Of all items, also of those that are not listed. */
    total: z.number(),
    /** Whether there are items that are not listed. */
    truncated: z.literal(true).optional(),
    ...sourceFields,
  })
  .meta({ id: 'WidgetItems' });

/** @public */
export type WidgetItems = z.output<typeof widgetItems>;

/** What a widget shows. @public */
export const widgetData = z.union([widgetNumber, widgetBars, widgetItems]);

/** @public */
export type WidgetData = z.output<typeof widgetData>;
