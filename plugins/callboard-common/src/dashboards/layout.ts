import { z } from 'zod';
import { whenValid } from '../contract/primitives';
import { WidgetType } from './widgetConfig';
import type { WidgetProblem } from './widgetProblems';

/** The number of columns of a dashboard. @public */
export const GRID_COLUMNS = 12;

/** The maximum number of rows of a dashboard. @public */
export const MAX_GRID_ROWS = 10_000;

/** The maximum height of a widget, in rows. @public */
export const MAX_WIDGET_HEIGHT = 48;

/** A width and a height, in columns and rows. @public */
export interface GridExtent {
  readonly width: number;
  readonly height: number;
}

/** The sizes of a widget type. @public */
export interface WidgetExtents {
  /** The minimum readable size. */
  readonly least: GridExtent;
  /** The default size. */
  readonly usual: GridExtent;
}

const chart: WidgetExtents = {
  least: { width: 2, height: 2 },
  usual: { width: 6, height: 6 },
};

const table: WidgetExtents = {
  least: { width: 3, height: 3 },
  usual: { width: 6, height: 6 },
};

/** The sizes of widgets, by type. @public */
export const widgetExtents: Readonly<Record<WidgetType, WidgetExtents>> = {
  work_items_chart: chart,
  time_chart: chart,
  people_chart: chart,
  activity_chart: chart,
  analytics_overview: {
    least: { width: 4, height: 2 },
    usual: { width: 12, height: 3 },
  },
  project_stats: table,
  table,
  text: {
    least: { width: 1, height: 1 },
    usual: { width: 4, height: 3 },
  },
  work_items_list: table,
};

/** The position and size of a widget in the grid; `x` and `y` start at 0. @public */
export const widgetSize = z
  .strictObject({
    x: z
      .int()
      .min(0)
      .max(GRID_COLUMNS - 1),
    y: z
      .int()
      .min(0)
      .max(MAX_GRID_ROWS - 1),
    width: z.int().min(1).max(GRID_COLUMNS),
    height: z.int().min(1).max(MAX_WIDGET_HEIGHT),
  })
  .refine(({ x, width }) => x + width <= GRID_COLUMNS, {
    path: ['width'],
    message: `must end within ${GRID_COLUMNS} columns`,
    when: whenValid('x', 'width'),
  })
  .refine(({ y, height }) => y + height <= MAX_GRID_ROWS, {
    path: ['height'],
    message: `must end within ${MAX_GRID_ROWS} rows`,
    when: whenValid('y', 'height'),
  })
  .meta({ id: 'WidgetSize' });

/** @public */
export type WidgetSize = z.output<typeof widgetSize>;

/** Lists the dimensions in which a widget is too small for its content. @public */
export function findSizeProblems(
  type: WidgetType,
  size: GridExtent,
): WidgetProblem[] {
  const { least } = widgetExtents[type];
  return (['width', 'height'] as const)
    .filter(dimension => size[dimension] < least[dimension])
    .map(dimension => ({
      path: [dimension],
      message: `must be at least ${least[dimension]} for a ${type}`,
    }));
}

/**
 * A free position for one more widget: below all others or, if too few rows are left, in the first
 * gap that is high enough.
 *
 * @public
 */
export function findFreePosition(
  { width, height }: GridExtent,
  taken: readonly WidgetSize[],
): WidgetSize {
  const ends = taken.map(other => other.y + other.height);
  const bottom = Math.max(0, ...ends);
  const isFree = (y: number) =>
    y + height <= MAX_GRID_ROWS &&
    taken.every(other => y + height <= other.y || y >= other.y + other.height);
  const gaps = [0, ...ends].sort((a, b) => a - b);
  // Always found: 100 widgets, at most 48 rows high, cannot fill 10,000 rows without such a gap.
  const y = [bottom, ...gaps].find(isFree) ?? 0;
  return { x: 0, y, width, height };
}
