import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of saving dashboards and charts as files.
 *
 * @public
 */
export const callboardDashboardsFilesTranslationRef = createTranslationRef({
  id: 'callboard-dashboards.files',
  messages: {
    save: 'Save as a file',
    saveOrSend: 'Save or send',
    pdf: 'Save as PDF',
    xlsx: 'Save all numbers as XLSX',
    json: 'Save as JSON, to import',
    send: 'Send by mail…',
  },
});
