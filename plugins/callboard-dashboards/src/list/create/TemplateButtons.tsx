import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  dashboardTemplateNames,
  type DashboardTemplateName,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { callboardDashboardsListTranslationRef } from '../listTranslation';
import { templateCardStyle, templateGridStyle } from './templateCardStyle';
import { TemplateFace } from './TemplateFace';

/** The templates as buttons that start a new dashboard. */
export function TemplateButtons(props: {
  onChoose: (template: DashboardTemplateName) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  return (
    <Box
      role="group"
      aria-label={t('template.label')}
      sx={{ ...templateGridStyle, maxWidth: 1000, width: '100%', mx: 'auto' }}
    >
      {dashboardTemplateNames.map(name => (
        <ButtonBase
          key={name}
          onClick={() => props.onChoose(name)}
          sx={[
            templateCardStyle,
            theme => ({
              '&:focus-visible': {
                outline: `2px solid ${theme.palette.primary.main}`,
                outlineOffset: 2,
              },
            }),
          ]}
        >
          <TemplateFace template={name} />
        </ButtonBase>
      ))}
    </Box>
  );
}
