import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the menu that exports a dashboard. @public */
export const callboardDashboardsFilesTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.files',
  messages: {
    save: 'Export',
    saveOrSend: 'Export',
    pdf: 'Export as PDF',
    xlsx: 'Export all data to Excel',
    json: 'Export as JSON',
    send: 'Schedule emails…',
  },
});
