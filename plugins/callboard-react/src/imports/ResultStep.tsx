import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ImportResult } from '@callboard/plugin-callboard-common';
import { formatCount } from '../text/formatCount';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useMemo } from 'react';
import { DownloadFailed } from './DownloadFailed';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import { OutcomeChips } from './OutcomeChips';
import { toPreviewRows } from './toPreviewRows';
import { StepHeading } from './StepHeading';
import type { Import } from './useImport';

/** The third step: the outcomes of the rows, and those to correct. */
export function ResultStep(props: {
  kind: ImportKind;
  run: Import;
  result: ImportResult;
  backHref: string;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, run, result } = props;
  const rows = useMemo(() => toPreviewRows(result), [result]);
  const { failed } = result;
  return (
    <Stack spacing={2}>
      <StepHeading>
        {result.created + result.updated > 0
          ? t('result.title')
          : t('result.nothing')}
      </StepHeading>
      <OutcomeChips result={result} />
      {failed > 0 && (
        <Alert
          severity="warning"
          sx={{ flexWrap: { xs: 'wrap', sm: 'nowrap' } }}
          action={<DownloadFailed kind={kind} rows={rows} />}
        >
          {t('result.failed', {
            count: failed,
            formatted: formatCount(failed),
          })}{' '}
          {t('result.failedHint', { count: failed })}
        </Alert>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button
          variant="contained"
          component={Link}
          to={props.backHref}
          underline="none"
          // The portal's link style would override the button's colour.
          sx={{ '&&': { color: 'primary.contrastText' } }}
        >
          {t('result.done')}
        </Button>
        <Button onClick={run.restart}>{t('result.another')}</Button>
      </Box>
    </Stack>
  );
}
