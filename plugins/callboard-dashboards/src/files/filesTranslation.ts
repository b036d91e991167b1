import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of saving dashboards and charts as files.
 *
 * @public
 */
export const callboardDashboardsFilesTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.files',
  messages: {
    save: 'Export',
    saveOrSend: 'Export',
    pdf: 'Export as PDF',
    xlsx: 'Export all numbers as XLSX',
    json: 'Export as JSON, for import',
    send: 'Schedule emails…',
  },
});
