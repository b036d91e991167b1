import { z } from 'zod';
import { uuid } from '../contract/primitives';
import { widgetSize } from './layout';
import {
  dashboardConfig,
  dashboardDescription,
  dashboardName,
  dashboardWithWidgets,
  MAX_WIDGETS_PER_DASHBOARD,
  requireWholeWidget,
  widgetOrder,
  widgetTitle,
} from './schemas';
import { widgetConfig, widgetType } from './widgetConfig';

/** How many things an exported dashboard names at most. @public */
export const MAX_NAMED_REFERENCES = 10_000;

/** Types of things that the filters of dashboards name by their ids. @public */
export const namedReferenceType = z.enum([
  'project',
  'department',
  'state',
  'label',
  'cycle',
  'module',
  'work_item',
]);

/** @public */
export type NamedReferenceType = z.output<typeof namedReferenceType>;

/** The name of a thing whose id a filter has: another workspace finds it by that. @public */
export const namedReference = z
  .strictObject({
    type: namedReferenceType,
    id: uuid,
    /** Of a work item, its identifier. */
    name: z.string().max(512),
    /** The identifier of the project: its own, or that of what it is in. */
    project: z.string().max(64).nullable(),
  })
  .meta({ id: 'NamedReference' });

/** @public */
export type NamedReference = z.output<typeof namedReference>;

/** A widget in a file. @public */
export const exportedWidget = z
  .strictObject({
    widget_type: widgetType,
    title: widgetTitle,
    config: widgetConfig,
    sort_order: widgetOrder,
    size: widgetSize,
  })
  .superRefine(requireWholeWidget)
  .meta({ id: 'ExportedWidget' });

/** @public */
export type ExportedWidget = z.output<typeof exportedWidget>;

/** A dashboard as a file that another workspace can take. @public */
export const exportedDashboard = z
  .strictObject({
    /** The version of the file's format. */
    callboard_dashboard: z.literal(1),
    name: dashboardName,
    description: dashboardDescription.nullable(),
    config: dashboardConfig,
    widgets: z
      .array(exportedWidget)
      .max(
        MAX_WIDGETS_PER_DASHBOARD,
        `must have at most ${MAX_WIDGETS_PER_DASHBOARD} widgets`,
      ),
    /** Those that whoever exported it could see. */
    references: z.array(namedReference).max(MAX_NAMED_REFERENCES),
  })
  .meta({ id: 'ExportedDashboard' });

/** @public */
export type ExportedDashboard = z.output<typeof exportedDashboard>;

/** A value of a filter that nothing here corresponds to. @public */
export const unresolvedReference = z
  .strictObject({
    /** In the file: `widgets[0].config.filters.states[1]`. */
    path: z.string(),
    id: uuid,
    /** Null where the file does not tell. */
    name: z.string().nullable(),
    /** `ambiguous` where several things have the name. */
    reason: z.enum(['unknown', 'ambiguous']),
  })
  .meta({ id: 'UnresolvedReference' });

/** @public */
export type UnresolvedReference = z.output<typeof unresolvedReference>;

/** A dashboard that was made of a file. @public */
export const importedDashboard = z
  .strictObject({
    ...dashboardWithWidgets.shape,
    /** These values stay in its filters, where nothing matches them. */
    unresolved: z.array(unresolvedReference),
  })
  .meta({ id: 'ImportedDashboard' });

/** @public */
export type ImportedDashboard = z.output<typeof importedDashboard>;
