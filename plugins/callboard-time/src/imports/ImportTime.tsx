import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ImportWizard } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useQueryClient } from '@tanstack/react-query';
import { callboardTimeAdminTranslationRef } from '../admin/timeAdminTranslation';
import { refreshTime } from '../data/refreshTime';
import { myTimeRouteRef } from '../routes';
import { useTimeImportKind } from './useTimeImportKind';

/** Logs what the file of another system says. */
export function ImportTime(props: { slug: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug } = props;
  const kind = useTimeImportKind();
  const queries = useQueryClient();
  const href = useRouteRef(myTimeRouteRef);
  return (
    <Stack spacing={2}>
      <Box sx={{ typography: 'body2', maxWidth: '72ch' }}>
        {t('import.hint')}
      </Box>
      <ImportWizard
        kind={kind}
        workspace={slug}
        backHref={`${href?.() ?? '/my-time'}?workspace=${slug}`}
        onImported={() => refreshTime(queries)}
      />
    </Stack>
  );
}
