import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useId } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { MAX_BATCH_SIZE } from './runInBatches';
import type { BulkAction } from './useBulkAction';

/** The progress of a bulk action, or its error. */
export function BulkState(props: { action: BulkAction }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { problem, progress } = props.action;
  const id = useId();
  return (
    <Box role="status">
      {problem && <Alert severity="error">{problem}</Alert>}
      {progress && progress.total > MAX_BATCH_SIZE && (
        <>
          <Box id={id} sx={{ typography: 'body2', mb: 0.5 }}>
            {t('bulk.progress', {
              done: formatCount(progress.done),
              total: formatCount(progress.total),
            })}
          </Box>
          <LinearProgress
            variant="determinate"
            aria-labelledby={id}
            value={(100 * progress.done) / progress.total}
          />
        </>
      )}
    </Box>
  );
}
