import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { callboardActivityTranslationRef } from '../translation';

/** Announces newer rows, and shows them on click. */
export function FreshPill(props: { count: number; onShow: () => void }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <Box
      role="status"
      sx={{ display: 'flex', alignItems: 'center', minHeight: 32 }}
    >
      {props.count > 0 && (
        <Button
          size="small"
          variant="contained"
          disableElevation
          onClick={props.onShow}
          sx={{ borderRadius: 4 }}
        >
          {t('results.fresh', {
            formatted: formatCount(props.count),
          })}
        </Button>
      )}
    </Box>
  );
}
