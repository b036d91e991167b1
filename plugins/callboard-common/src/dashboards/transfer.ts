import { z } from 'zod';
import { uuid } from '../contract/primitives';
import { widgetSize } from './layout';
import {
  dashboardDescription,
  dashboardName,
  widgetCheck,
  widgetOrder,
  widgetTitle,
} from './inputs';
import {
  dashboardConfig,
  dashboardWithWidgets,
  MAX_WIDGETS_PER_DASHBOARD,
} from './schemas';
import { widgetConfig, widgetType } from './widgetConfig';

/** The maximum number of references in an exported dashboard. @public */
export const MAX_NAMED_REFERENCES = 10_000;

/** The types of resources that dashboard filters reference by id. @public */
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

/** The name of a referenced resource, by which an import into another workspace finds it. @public */
export const namedReference = z
  .strictObject({
    type: namedReferenceType,
    id: uuid,
    /** For a work item, its identifier. */
    name: z.string().max(512),
    /** The identifier of the project, or of the resource's project. */
    project: z.string().max(64).nullable(),
  })
  .meta({ id: 'NamedReference' });

/** @public */
export type NamedReference = z.output<typeof namedReference>;

/** A widget in an export file. @public */
export const exportedWidget = z
  .strictObject({
    widget_type: widgetType,
    title: widgetTitle,
    config: widgetConfig,
    sort_order: widgetOrder,
    size: widgetSize,
  })
  .check(widgetCheck)
  .meta({ id: 'ExportedWidget' });

/** @public */
export type ExportedWidget = z.output<typeof exportedWidget>;

/** A dashboard as a file that another workspace can import. @public */
export const exportedDashboard = z
  .strictObject({
    /** The version of the file format. */
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
    /** The references that the exporting user could see. */
    references: z.array(namedReference).max(MAX_NAMED_REFERENCES),
  })
  .meta({ id: 'ExportedDashboard' });

/** @public */
export type ExportedDashboard = z.output<typeof exportedDashboard>;

/** A filter value without a counterpart in this workspace. @public */
export const unresolvedReference = z
  .strictObject({
    /** The path in the file: `widgets[0].config.filters.states[1]`. */
    path: z.string(),
    id: uuid,
    /** Null if the file has no name for the id. */
    name: z.string().nullable(),
    /** `ambiguous` if several resources have the name. */
    reason: z.enum(['unknown', 'ambiguous']),
  })
  .meta({ id: 'UnresolvedReference' });

/** @public */
export type UnresolvedReference = z.output<typeof unresolvedReference>;

/** A dashboard created from a file. @public */
export const importedDashboard = z
  .strictObject({
    ...dashboardWithWidgets.shape,
    /** These values stay in the filters and match nothing. */
    unresolved: z.array(unresolvedReference),
  })
  .meta({ id: 'ImportedDashboard' });

/** @public */
export type ImportedDashboard = z.output<typeof importedDashboard>;
