import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardTemplateName } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { callboardDashboardsListTranslationRef } from '../listTranslation';
import { templateIcons } from './templateIcons';

/** A template's icon, name and description on its card. */
export function TemplateFace(props: { template: DashboardTemplateName }) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { template } = props;
  const Icon = templateIcons[template];
  return (
    <>
      <Box
        component="span"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          typography: 'body2',
          fontWeight: 600,
        }}
      >
        <Icon aria-hidden fontSize="small" color="action" />
        {t(`template.${template}`)}
      </Box>
      <Box
        component="span"
        sx={{ color: 'text.secondary', typography: 'caption', mt: 0.5 }}
      >
        {t(`template.${template}Hint`)}
      </Box>
    </>
  );
}
