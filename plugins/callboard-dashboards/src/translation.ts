import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The texts of dashboards.
 *
 * @public
 */
export const callboardDashboardsTranslationRef = createTranslationRef({
  id: 'callboard-dashboards',
  messages: {
    list: {
      name: 'Name',
    },
  },
});
