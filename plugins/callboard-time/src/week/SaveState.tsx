import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { callboardTimeTranslationRef } from '../translation';
import type { WeekEdits } from './CellEdit';

/** Whether all edits are saved, with a retry button if not. */
export function SaveState(props: { edits: WeekEdits; onRetry: () => void }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const all = [...props.edits.values()].flatMap(row => [...row.values()]);
  const wrong = all.filter(({ problem }) => problem);
  const canRetry = wrong.some(({ minutes }) => minutes !== undefined);
  const isSaving = all.length > wrong.length;
  return (
    <Box
      role="status"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        typography: 'body2',
        color: wrong.length > 0 ? 'error.main' : 'text.secondary',
      }}
    >
      {wrong.length > 0 && <ErrorOutlineIcon fontSize="small" aria-hidden />}
      {wrong.length > 0 && t('save.wrong', { count: wrong.length })}
      {wrong.length === 0 && isSaving && t('save.saving')}
      {canRetry && (
        <Button size="small" color="inherit" onClick={props.onRetry}>
          {t('save.retry')}
        </Button>
      )}
    </Box>
  );
}
