import { z } from 'zod';
import {
  defineEndpoint,
  CSV_MEDIA_TYPE,
  PDF_MEDIA_TYPE,
  XLSX_MEDIA_TYPE,
} from '../contract/endpoint';
import { activityPage } from '../activity/schemas';
import {
  createIntegerParameter,
  createPageSchema,
  omitNulls,
  pageParameters,
  uuid,
} from '../contract/primitives';
import { worklogPage } from '../time/worklogs';
import { workItem } from '../work/workItems';
import { rangeCheck, viewerFilters, widgetCheck } from './inputs';
import { widgetConfig, widgetType } from './widgetConfig';
import {
  dashboardRead,
  dashboardsPath,
  readAccess,
  dashboardsTag,
  writeAccess,
} from './common';
import { widgetData } from './numbers';
import { numberVocabulary } from './numberVocabulary';
import { permissions } from '../permissions';

/** The filters that a viewer applies to a widget. @public */
export const widgetDataQuery = z.strictObject(viewerFilters).check(rangeCheck);

/** The maximum value of the query parameter `max_age`, in seconds. @public */
export const MAX_WIDGET_DATA_AGE_SECONDS = 60;

/** The filters that a viewer applies to a saved widget. @public */
export const savedWidgetDataQuery = z
  .strictObject({
    ...viewerFilters,
    /** The maximum age of the response, in seconds; 0 by default. */
    max_age: createIntegerParameter(0, MAX_WIDGET_DATA_AGE_SECONDS).optional(),
  })
  .check(rangeCheck);

/** @public */
export const widgetRowsQuery = z
  .strictObject({
    ...viewerFilters,
    /** The key of a bar; all bars if omitted. */
    key: z.string().min(1).max(255).optional(),
    /** The key of a group; all groups if omitted. */
    group: z.string().min(1).max(255).optional(),
    ...pageParameters,
  })
  .check(rangeCheck);

/** The rows behind a bar: a page of work items, worklogs or activity entries. @public */
export const widgetRowsPage = z.union([
  createPageSchema(workItem),
  worklogPage,
  activityPage,
]);

/** @public */
export type WidgetRowsPage = z.output<typeof widgetRowsPage>;

/** @public */
export type WidgetDataQuery = z.output<typeof widgetDataQuery>;

/** An unsaved widget. @public */
export const widgetPreview = omitNulls(
  z.strictObject({
    widget_type: widgetType,
    config: widgetConfig,
    /** The dashboard of the widget. The filters of the dashboard also apply. */
    dashboard_id: uuid.optional(),
  }),
)
  .check(widgetCheck)
  .meta({ id: 'WidgetPreview' });

/** @public */
export type WidgetPreview = z.output<typeof widgetPreview>;

/** @public */
export const widgetDataEndpoints = {
  getNumberVocabulary: defineEndpoint({
    method: 'GET',
    path: `${dashboardsPath}/vocabulary`,
    tag: dashboardsTag,
    summary: 'List the sources, axes, metrics, filters and charts of widgets',
    access: readAccess,
    response: numberVocabulary,
  }),
  previewWidget: defineEndpoint({
    method: 'POST',
    path: `${dashboardsPath}/preview`,
    tag: dashboardsTag,
    summary: 'Preview the data of an unsaved widget',
    access: writeAccess,
    permission: permissions.dashboard.read,
    query: widgetDataQuery,
    body: widgetPreview,
    response: widgetData,
    isHeavy: true,
  }),
  getWidgetData: defineEndpoint({
    ...dashboardRead,
    path: `${dashboardsPath}/{id}/widgets/{wid}/data`,
    summary: 'Get the data of a widget, limited to what the caller can see',
    query: savedWidgetDataQuery,
    response: widgetData,
    isHeavy: true,
  }),
  listWidgetRows: defineEndpoint({
    ...dashboardRead,
    path: `${dashboardsPath}/{id}/widgets/{wid}/rows`,
    summary:
      'List the work items, time entries or activity behind a bar of a widget',
    query: widgetRowsQuery,
    response: widgetRowsPage,
    isHeavy: true,
  }),
};

const download = {
  ...dashboardRead,
  query: widgetDataQuery,
} as const;

/** Exports of dashboards as the caller sees them. @public */
export const dashboardExportEndpoints = {
  exportWidgetCsv: defineEndpoint({
    ...download,
    path: `${dashboardsPath}/{id}/widgets/{wid}/data.csv`,
    summary: 'Export the data of a widget as CSV',
    download: CSV_MEDIA_TYPE,
  }),
  exportWidgetXlsx: defineEndpoint({
    ...download,
    path: `${dashboardsPath}/{id}/widgets/{wid}/data.xlsx`,
    summary: 'Export the data of a widget as XLSX',
    download: XLSX_MEDIA_TYPE,
  }),
  exportDashboardXlsx: defineEndpoint({
    ...download,
    path: `${dashboardsPath}/{id}/export.xlsx`,
    summary:
      'Export a dashboard as XLSX, one worksheet per widget, with the data that the caller can see',
    download: XLSX_MEDIA_TYPE,
  }),
  exportDashboardPdf: defineEndpoint({
    ...download,
    path: `${dashboardsPath}/{id}/export.pdf`,
    summary: 'Export a dashboard as PDF, with the data that the caller can see',
    download: PDF_MEDIA_TYPE,
  }),
};
