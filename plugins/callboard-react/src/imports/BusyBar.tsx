import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useId } from 'react';
import type { Import } from './useImport';
import { callboardImportTranslationRef } from './importTranslation';

/** The progress of an upload or import, with a cancel button. */
export function BusyBar(props: { run: Import }) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { busy, file, cancel } = props.run;
  const id = useId();
  return (
    <Box role="status">
      {busy && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 2 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Box id={id} sx={{ typography: 'body2', mb: 0.5 }}>
              {t(`busy.${busy}`, { name: file?.name ?? '' })}
            </Box>
            <LinearProgress aria-labelledby={id} />
          </Box>
          <Button onClick={cancel}>{t('busy.cancel')}</Button>
        </Box>
      )}
    </Box>
  );
}
