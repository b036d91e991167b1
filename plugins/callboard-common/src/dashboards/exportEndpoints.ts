import { defineEndpoint } from '../contract/endpoint';
import { CSV_MEDIA_TYPE, PDF_MEDIA_TYPE, XLSX_MEDIA_TYPE } from '../mediaTypes';
import { ofDashboard, ofWidget, path, reading, dashboardsTag } from './common';
import { widgetDataQuery } from './numberEndpoints';

const download = {
  method: 'GET',
  tag: dashboardsTag,
  access: reading,
  query: widgetDataQuery,
} as const;

/** Exports of dashboards as the caller sees them. @public */
export const dashboardExportEndpoints = {
  exportWidgetCsv: defineEndpoint({
    ...download,
    path: `${path}/{id}/widgets/{wid}/data.csv`,
    summary: 'Export the data of a widget as CSV',
    params: ofWidget,
    download: CSV_MEDIA_TYPE,
  }),
  exportWidgetXlsx: defineEndpoint({
    ...download,
    path: `${path}/{id}/widgets/{wid}/data.xlsx`,
    summary: 'Export the data of a widget as XLSX',
    params: ofWidget,
    download: XLSX_MEDIA_TYPE,
  }),
  exportDashboardXlsx: defineEndpoint({
    ...download,
    path: `${path}/{id}/export.xlsx`,
    summary:
      'Export a dashboard as XLSX with a sheet per widget, with the data that the caller can see',
    params: ofDashboard,
    download: XLSX_MEDIA_TYPE,
  }),
  exportDashboardPdf: defineEndpoint({
    ...download,
    path: `${path}/{id}/export.pdf`,
    summary: 'Export a dashboard as PDF, with the data that the caller can see',
    params: ofDashboard,
    download: PDF_MEDIA_TYPE,
  }),
};
