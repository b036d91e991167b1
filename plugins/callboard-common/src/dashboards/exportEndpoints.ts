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
    summary: 'What a widget shows to the caller, as CSV',
    params: ofWidget,
    download: CSV_MEDIA_TYPE,
  }),
  exportWidgetXlsx: defineEndpoint({
    ...download,
    path: `${path}/{id}/widgets/{wid}/data.xlsx`,
    summary: 'What a widget shows to the caller, as a spreadsheet',
    params: ofWidget,
    download: XLSX_MEDIA_TYPE,
  }),
  exportDashboardXlsx: defineEndpoint({
    ...download,
    path: `${path}/{id}/export.xlsx`,
    summary:
      'What a dashboard shows to the caller, as a spreadsheet with a sheet for each widget',
    params: ofDashboard,
    download: XLSX_MEDIA_TYPE,
  }),
  exportDashboardPdf: defineEndpoint({
    ...download,
    path: `${path}/{id}/export.pdf`,
    summary: 'What a dashboard shows to the caller, as pages to print',
    params: ofDashboard,
    download: PDF_MEDIA_TYPE,
  }),
};
