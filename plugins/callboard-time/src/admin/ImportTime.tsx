import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ImportWizard,
  type ImportKind,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import {
  endpoints,
  MAX_IMPORTED_WORKLOGS,
} from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';
import { useRefreshTime } from '../data/refreshTime';
import { myTimeRouteRef } from '../routes';

/** The import of worklogs; the columns match Callboard's own exports. */
function useTimeImportKind(): ImportKind {
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

/** Imports worklogs from the file of another system. */
export function ImportTime(props: { slug: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug } = props;
  const kind = useTimeImportKind();
  const refresh = useRefreshTime();
  const href = useRouteRef(myTimeRouteRef);
  return (
    <Stack spacing={2}>
      <div>
        <Typography component="h2" variant="h6" sx={{ m: 0 }}>
          {t('import.title')}
        </Typography>
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ maxWidth: '72ch' }}
        >
          {t('import.hint')}
        </Typography>
      </div>
      <ImportWizard
        kind={kind}
        workspace={slug}
        backHref={`${href?.() ?? '/my-time'}?workspace=${slug}`}
        onImported={refresh}
      />
    </Stack>
  );
}
