import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { callboardReactTranslationRef } from '../translation';

/** Says, in grey, that one row, card or drawer cannot be drawn. @public */
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
