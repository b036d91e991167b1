import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  dashboardTemplateNames,
  type DashboardTemplateName,
} from '@callboard/plugin-callboard-common';
import { visuallyHidden } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useId } from 'react';
import { callboardDashboardsListTranslationRef } from '../listTranslation';
import { templateCardStyle, templateGridStyle } from './templateCardStyle';
import { TemplateFace } from './TemplateFace';

/** The templates as cards, one of which is chosen. */
export function TemplateChoice(props: {
  value: DashboardTemplateName;
  onChange: (template: DashboardTemplateName) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { value, onChange } = props;
  const id = useId();
  return (
    <div role="radiogroup" aria-labelledby={id}>
      <Box id={id} sx={{ typography: 'body2', color: 'text.secondary', mb: 1 }}>
        {t('template.label')}
      </Box>
      <Box sx={templateGridStyle}>
        {dashboardTemplateNames.map(name => (
          <Box
            key={name}
            component="label"
            sx={[
              templateCardStyle,
              theme => ({
                position: 'relative',
                ...(name === value && {
                  borderColor: theme.palette.primary.main,
                  boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
                  bgcolor: 'action.selected',
                }),
                '&:focus-within': {
                  outline: `2px solid ${theme.palette.primary.main}`,
                  outlineOffset: 2,
                },
              }),
            ]}
          >
            <Box
              component="input"
              type="radio"
              name={id}
              value={name}
              checked={name === value}
              onChange={() => onChange(name)}
              sx={visuallyHidden}
            />
            <TemplateFace template={name} />
          </Box>
        ))}
      </Box>
    </div>
  );
}
