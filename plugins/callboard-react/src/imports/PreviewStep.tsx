import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ImportResult,
  RowOutcome,
} from '@callboard/plugin-callboard-common';
import { EmptyState } from '../states/EmptyState';
import { formatCount } from '../text/formatCount';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { BusyBar } from './BusyBar';
import { getPreviewColumns } from './getPreviewColumns';
import { DownloadFailed } from './DownloadFailed';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import { OutcomeChips } from './OutcomeChips';
import type { PreviewRow } from './PreviewRow';
import { toPreviewRows } from './toPreviewRows';
import { PreviewTable } from './PreviewTable';
import { StepHeading } from './StepHeading';
import type { Import } from './useImport';

/** Remarks about a file before its import, such as ignored columns. */
function Remarks(props: {
  kind: ImportKind;
  result: ImportResult;
  rows: PreviewRow[];
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { created, updated, failed, ignored_columns: ignored } = props.result;
  const isNothing = created + updated === 0;
  const counted = { count: failed, formatted: formatCount(failed) };
  const failures = props.rows.filter(({ outcome }) => outcome === 'failed');
  return (
    <>
      {ignored.length > 0 && (
        <Typography variant="body2" color="text.secondary">
          {t('preview.ignored', {
            count: ignored.length,
            names: ignored.join(', '),
          })}
        </Typography>
      )}
      {failed > 0 ? (
        <Alert
          severity="warning"
          sx={{ flexWrap: { xs: 'wrap', sm: 'nowrap' } }}
          action={<DownloadFailed kind={props.kind} rows={failures} />}
        >
          {isNothing
            ? t('preview.allFailed', counted)
            : t('preview.failedStay', counted)}
        </Alert>
      ) : (
        isNothing && <Alert severity="info">{t('preview.nothing')}</Alert>
      )}
    </>
  );
}

/** The second step: previews the outcome of each row. */
export function PreviewStep(props: {
  kind: ImportKind;
  run: Import;
  result: ImportResult;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, run, result } = props;
  const [chosen, setChosen] = useState<RowOutcome>();
  const all = useMemo(() => toPreviewRows(result), [result]);
  const columns = useMemo(
    () => getPreviewColumns(all, kind.columns),
    [all, kind],
  );
  const rows = useMemo(
    () => (chosen ? all.filter(({ outcome }) => outcome === chosen) : all),
    [all, chosen],
  );
  const effective = result.created + result.updated;
  const isBusy = run.busy !== undefined;
  return (
    <Stack spacing={2}>
      <div>
        <StepHeading>{t('preview.title')}</StepHeading>
        <Typography variant="body2" color="text.secondary">
          {t('preview.hint')}
        </Typography>
      </div>
      <OutcomeChips result={result} chosen={chosen} onChoose={setChosen} />
      <Remarks kind={kind} result={result} rows={all} />
      {rows.length > 0 ? (
        <PreviewTable key={chosen} rows={rows} columns={columns} />
      ) : (
        <EmptyState title={t('preview.none')} />
      )}
      {run.problem && <Alert severity="error">{run.problem}</Alert>}
      <BusyBar run={run} />
      <Box
        sx={{
          // Narrow portals have their menu at the bottom.
          position: { sm: 'sticky' },
          bottom: 0,
          display: 'flex',
          gap: 1,
          p: 1,
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          bgcolor: 'background.paper',
        }}
      >
        <Button onClick={run.goBack} disabled={isBusy}>
          {t('preview.back')}
        </Button>
        <Button
          variant="contained"
          disabled={effective === 0 || isBusy}
          onClick={run.submit}
        >
          {t('preview.submit', {
            count: effective,
            formatted: formatCount(effective),
          })}
        </Button>
      </Box>
    </Stack>
  );
}
