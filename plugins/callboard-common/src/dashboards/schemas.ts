import { z } from 'zod';
import { describeIssue } from '../contract/describeIssue';
import {
  instant,
  jsonValue,
  omitNulls,
  timeZone,
  uuid,
  whenValid,
} from '../contract/primitives';
import { commonFilters } from './common';
import {
  dashboardDescription,
  dashboardName,
  widgetCheck,
  widgetOrder,
  widgetTitle,
} from './inputs';
import { widgetSize } from './layout';
import {
  DateRangeChoice,
  dateRangeChoice,
  widgetConfig,
  WidgetFilters,
  widgetFilters,
  widgetType,
} from './widgetConfig';

/** The maximum number of dashboards of all users in a workspace. @public */
export const MAX_DASHBOARDS_PER_WORKSPACE = 2_000;

/** The maximum number of widgets per dashboard. @public */
export const MAX_WIDGETS_PER_DASHBOARD = 100;

/**
 * The maximum size of the widgets of a dashboard, in bytes of JSON. It is low enough that every
 * export, which adds the names of referenced resources, can be imported.
 *
 * @public
 */
export const MAX_DASHBOARD_BYTES = 192 * 1024;

/** The users who can see a dashboard: only its owner, or the whole workspace. @public */
export const dashboardAccess = z
  .enum(['private', 'shared'])
  .meta({ id: 'DashboardAccess' });

/** @public */
export type DashboardAccess = z.output<typeof dashboardAccess>;

/** The common settings of all widgets of a dashboard. @public */
export interface DashboardConfig {
  project_ids?: string[];
  department_ids?: Array<string | null>;
  filters?: WidgetFilters;
  date_range?: DateRangeChoice | null;
  /** The time zone of the widgets' days; the workspace's by default. */
  timezone?: string | null;
  /** The refresh interval in seconds: 0 for never, one minute by default. */
  refresh_seconds?: number;
}

/** @public */
export const dashboardConfig: z.ZodType<DashboardConfig, DashboardConfig> =
  omitNulls(
    z.strictObject({
      ...commonFilters,
      filters: widgetFilters.optional(),
      date_range: dateRangeChoice.nullish(),
      /** The time zone of the widgets' days; the workspace's by default. */
      timezone: timeZone.nullish(),
      /** The refresh interval in seconds: 0 for never, one minute by default. */
      refresh_seconds: z
        .int()
        .min(0)
        .max(86_400)
        .refine(
          seconds => seconds === 0 || seconds >= 30,
          'must be 0, or at least 30',
        )
        .optional(),
    }),
  ).meta({ id: 'DashboardConfig' });

const versioned = {
  version: z.int(),
  created_at: instant,
  updated_at: instant,
};

/** A widget of a dashboard. @public */
export const widget = z
  .strictObject({
    id: uuid,
    dashboard_id: uuid,
    widget_type: widgetType,
    /** Text, never markup. */
    title: z.string(),
    config: widgetConfig,
    sort_order: z.number(),
    size: widgetSize,
    ...versioned,
  })
  .meta({ id: 'Widget' });

/** @public */
export type Widget = z.output<typeof widget>;

/** @public */
export const dashboard = z
  .strictObject({
    id: uuid,
    name: z.string(),
    description: z.string().nullable(),
    owner_ref: z.string(),
    /** The owner's name, or their reference if unknown. */
    owner_name: z.string(),
    access: dashboardAccess,
    /** Whether this is the default dashboard of the workspace, which has at most one. */
    is_default: z.boolean(),
    /** Whether the dashboard is a favourite of the caller. */
    is_favourite: z.boolean(),
    config: dashboardConfig,
    ...versioned,
  })
  .meta({ id: 'Dashboard' });

/** @public */
export type Dashboard = z.output<typeof dashboard>;

/** A dashboard and its widgets, in order. @public */
export const dashboardWithWidgets = z
  .strictObject({ ...dashboard.shape, widgets: z.array(widget) })
  .meta({ id: 'DashboardWithWidgets' });

/** @public */
export type DashboardWithWidgets = z.output<typeof dashboardWithWidgets>;

/** @public */
export const newDashboard = z
  .strictObject({
    name: dashboardName,
    description: dashboardDescription.nullish(),
    /** Defaults to `private`. */
    access: dashboardAccess.nullish(),
    is_default: z.boolean().nullish(),
    config: dashboardConfig.nullish(),
  })
  .refine(({ access, is_default }) => !is_default || access === 'shared', {
    path: ['is_default'],
    message: 'requires access: shared',
    when: whenValid('access', 'is_default'),
  })
  .meta({ id: 'NewDashboard' });

/** @public */
export type NewDashboard = z.output<typeof newDashboard>;

/** @public */
export const dashboardPatch = z
  .strictObject({
    name: dashboardName.optional(),
    description: dashboardDescription.nullable().optional(),
    access: dashboardAccess.optional(),
    is_default: z.boolean().optional(),
    /** Replaces the whole configuration. */
    config: dashboardConfig.optional(),
  })
  .refine(({ access, is_default }) => !is_default || access !== 'private', {
    path: ['is_default'],
    message: 'requires access: shared',
    when: whenValid('access', 'is_default'),
  })
  .meta({ id: 'DashboardPatch' });

/** @public */
export type DashboardPatch = z.output<typeof dashboardPatch>;

/** @public */
export const newWidget = z
  .strictObject({
    widget_type: widgetType,
    title: widgetTitle.nullish(),
    config: widgetConfig.nullish(),
    /** Last by default. */
    sort_order: widgetOrder.nullish(),
    /** At the bottom by default. */
    size: widgetSize.nullish(),
  })
  .check(widgetCheck)
  .meta({ id: 'NewWidget' });

/** @public */
export type NewWidget = z.output<typeof newWidget>;

/** @public */
export const widgetPatch = z
  .strictObject({
    widget_type: widgetType.optional(),
    title: widgetTitle.optional(),
    /** Replaces the whole configuration. */
    config: widgetConfig.optional(),
    sort_order: widgetOrder.optional(),
    size: widgetSize.optional(),
    /** Ignored: a widget cannot change its dashboard. */
    dashboard: jsonValue.optional(),
    /** Ignored. */
    dashboard_id: jsonValue.optional(),
  })
  .meta({ id: 'WidgetPatch' });

/** @public */
export type WidgetPatch = z.output<typeof widgetPatch>;

/** The position of each widget of a dashboard. @public */
export const dashboardLayout = z
  .strictObject({
    widgets: z
      .array(
        z
          .strictObject({ id: uuid, ...widgetSize.shape })
          .superRefine(({ id: _, ...size }, context) => {
            for (const { path, message } of widgetSize.safeParse(size, {
              error: describeIssue,
            }).error?.issues ?? []) {
              context.addIssue({ code: 'custom', path, message });
            }
          }),
      )
      .max(
        MAX_WIDGETS_PER_DASHBOARD,
        `must have at most ${MAX_WIDGETS_PER_DASHBOARD} widgets`,
      ),
  })
  .meta({ id: 'DashboardLayout' });

/** @public */
export type DashboardLayout = z.output<typeof dashboardLayout>;
