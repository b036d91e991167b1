import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ImportResult } from '@callboard/plugin-callboard-common';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { saveFile } from '../exports/saveFile';
import { formatCount } from '../text/formatNumbers';
import { callboardImportTranslationRef } from './importTranslation';
import { type PreviewRow, formatFailedRowsCsv } from './previewRows';
import type { Import, ImportKind } from './useImport';

export function BusyBar(props: { run: Import }) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { busy, file, cancel, current } = props.run;
  const name = file?.name ?? '';
  const rows = current.step === 'file' ? 0 : current.result.rows;
  const id = useId();
  return (
    <Box role="status">
      {busy && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 2 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Box id={id} sx={{ typography: 'body2', mb: 0.5 }}>
              {busy === 'check'
                ? t('busy.check', { name })
                : t('busy.import', {
                    count: rows,
                    rows: formatCount(rows),
                    name,
                  })}
            </Box>
            <LinearProgress aria-labelledby={id} />
          </Box>
          <Button onClick={cancel}>{t('busy.cancel')}</Button>
        </Box>
      )}
    </Box>
  );
}

/** The heading of a step; it takes the focus when the step opens and when it has a new result. */
export function StepHeading(props: {
  result: ImportResult;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [props.result]);
  return (
    <Typography
      ref={heading}
      tabIndex={-1}
      variant="h6"
      component="h3"
      sx={{ m: 0, outline: 'none' }}
    >
      {props.children}
    </Typography>
  );
}

/** A warning about failed rows, with a button that saves them to be corrected and imported again. */
export function FailedRowsAlert(props: {
  kind: ImportKind;
  rows: PreviewRow[];
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, rows } = props;
  const download = () =>
    saveFile(
      new Blob([formatFailedRowsCsv(rows, kind.columns)], { type: 'text/csv' }),
      `${kind.fileName}_failed_rows.csv`,
    );
  return (
    <Alert
      severity="warning"
      sx={{
        // In narrow windows, the button is below the text.
        flexWrap: { xs: 'wrap', sm: 'nowrap' },
        '& > [class*="MuiAlert-message"]': { flex: 1, minWidth: 0 },
        '& > [class*="MuiAlert-action"]': {
          flexBasis: { xs: '100%', sm: 'auto' },
          ml: { xs: 0, sm: 'auto' },
          // Aligns the button with the text.
          pl: { xs: '34px', sm: 2 },
        },
      }}
      action={
        <Button
          variant="outlined"
          startIcon={<FileDownloadOutlinedIcon />}
          sx={{ whiteSpace: 'nowrap' }}
          onClick={download}
        >
          {t('result.download')}
        </Button>
      }
    >
      {props.children}
    </Alert>
  );
}

export function StepActions(props: { run: Import; children: ReactNode }) {
  const { run } = props;
  return (
    <Box
      sx={{
        // In narrow windows, the bar would cover the portal's menu at the bottom.
        position: { sm: 'sticky' },
        bottom: 0,
        // Above the labels of fields.
        zIndex: 2,
        p: 1,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
      }}
    >
      {run.problem && (
        <Alert severity="error" sx={{ mb: 1 }}>
          {run.problem}
        </Alert>
      )}
      <BusyBar run={run} />
      <Box sx={{ display: 'flex', gap: 1 }}>{props.children}</Box>
    </Box>
  );
}
