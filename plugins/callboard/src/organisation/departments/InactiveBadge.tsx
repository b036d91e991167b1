import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { callboardDepartmentsTranslationRef } from './translation';

/** Marks a department as inactive, after its name. */
export function InactiveBadge() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return (
    <Box
      component="span"
      sx={{
        flexShrink: 0,
        px: 0.75,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        color: 'text.secondary',
        typography: 'caption',
        fontWeight: 400,
      }}
    >
      {t('inactive')}
    </Box>
  );
}
