import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ImportWizard } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { callboardTimeAdminTranslationRef } from '../admin/timeAdminTranslation';
import { refreshTime } from '../data/refreshTime';
import { myTimeRouteRef } from '../routes';
import { useTimeImportKind } from './useTimeImportKind';

/** Imports worklogs from the file of another system. */
export function ImportTime(props: { slug: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug } = props;
  const kind = useTimeImportKind();
  const queries = useQueryClient();
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
        onImported={() => refreshTime(queries)}
      />
    </Stack>
  );
}
