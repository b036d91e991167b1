import { defineEndpoint } from '../contract/endpoint';
import { CSV_MEDIA_TYPE, PDF_MEDIA_TYPE, XLSX_MEDIA_TYPE } from '../mediaTypes';
import {
  ofDashboard,
  widgetParams,
  dashboardsPath,
  readAccess,
  dashboardsTag,
} from './common';
import { widgetDataQuery } from './widgetDataEndpoints';

const download = {
  method: 'GET',
  tag: dashboardsTag,
  access: readAccess,
  query: widgetDataQuery,
} as const;

/** Exports of dashboards as the caller sees them. @public */
export const dashboardExportEndpoints = {
  exportWidgetCsv: defineEndpoint({
    ...download,
    path: `${dashboardsPath}/{id}/widgets/{wid}/data.csv`,
    summary: 'Export the data of a widget as CSV',
    params: widgetParams,
    download: CSV_MEDIA_TYPE,
  }),
  exportWidgetXlsx: defineEndpoint({
    ...download,
    path: `${dashboardsPath}/{id}/widgets/{wid}/data.xlsx`,
    summary: 'Export the data of a widget as XLSX',
    params: widgetParams,
    download: XLSX_MEDIA_TYPE,
  }),
  exportDashboardXlsx: defineEndpoint({
    ...download,
    path: `${dashboardsPath}/{id}/export.xlsx`,
    summary:
      'Export a dashboard as XLSX with a sheet per widget, with the data that the caller can see',
    params: ofDashboard,
    download: XLSX_MEDIA_TYPE,
  }),
  exportDashboardPdf: defineEndpoint({
    ...download,
    path: `${dashboardsPath}/{id}/export.pdf`,
    summary: 'Export a dashboard as PDF, with the data that the caller can see',
    params: ofDashboard,
    download: PDF_MEDIA_TYPE,
  }),
};
