import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { callboardReactTranslationRef } from '../translation';

/** A grey note in place of a row, card or drawer that failed to render. @public */
export function CannotBeShown() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <Box
      component="span"
      sx={{ color: 'text.secondary', typography: 'body2', fontStyle: 'italic' }}
    >
      {t('cannotBeShown')}
    </Box>
  );
}
