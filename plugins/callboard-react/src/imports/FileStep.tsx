import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { BusyBar } from './BusyBar';
import { ColumnHelp } from './ColumnHelp';
import { DropZone } from './DropZone';
import { ExistingChoice } from './ExistingChoice';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import type { Import } from './useImport';

/** The first step: the file, and how to treat existing rows. */
export function FileStep(props: { kind: ImportKind; run: Import }) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, run } = props;
  const isBusy = run.busy !== undefined;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 5fr) minmax(0, 6fr)' },
        columnGap: 6,
        rowGap: 4,
        alignItems: 'start',
      }}
    >
      <Stack spacing={2}>
        <DropZone
          kind={kind}
          file={run.file}
          onChoose={run.choose}
          disabled={isBusy}
        />
        {run.problem && <Alert severity="error">{run.problem}</Alert>}
        {!kind.hasOnlyNewRows && (
          <ExistingChoice
            value={run.existing}
            onChange={run.setExisting}
            disabled={isBusy}
          />
        )}
        <Box>
          <BusyBar run={run} />
          <Button
            variant="contained"
            disabled={!run.file || isBusy}
            onClick={run.check}
          >
            {t('file.preview')}
          </Button>
        </Box>
      </Stack>
      <ColumnHelp kind={kind} />
    </Box>
  );
}
