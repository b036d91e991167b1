import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_IMPORTED_WORKLOGS,
} from '@callboard/plugin-callboard-common';
import type { ImportKind } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardTimeAdminTranslationRef } from '../admin/timeAdminTranslation';

/** The import of worklogs; the columns match Callboard's own exports. */
export function useTimeImportKind(): ImportKind {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  return useMemo(
    () => ({
      endpoint: endpoints.importWorklogs,
      hasOnlyNewRows: true,
      maxRows: MAX_IMPORTED_WORKLOGS,
      fileName: 'time',
      columns: [
        { name: 'date', hint: t('import.date'), isRequired: true },
        { name: 'person', hint: t('import.person') },
        { name: 'work_item', hint: t('import.workItem'), isRequired: true },
        { name: 'minutes', hint: t('import.minutes') },
        { name: 'hours', hint: t('import.hours') },
        { name: 'description', hint: t('import.description') },
        { name: 'started_at', hint: t('import.startedAt') },
        { name: 'is_billable', hint: t('import.billable') },
        { name: 'activity_type', hint: t('import.activityType') },
      ],
    }),
    [t],
  );
}
