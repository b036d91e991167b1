import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  dashboardTemplateNames,
  type DashboardTemplateName,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import AddchartIcon from '@mui/icons-material/Addchart';
import BarChartIcon from '@mui/icons-material/BarChart';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import ScheduleOutlinedIcon from '@mui/icons-material/ScheduleOutlined';
import TrendingUpIcon from '@mui/icons-material/TrendingUp';
import type SvgIcon from '@mui/material/SvgIcon';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import { visuallyHidden } from '@callboard/plugin-callboard-react';
import { useId } from 'react';

const templateGridStyle = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(168px, 100%), 1fr))',
  gap: 1,
} as const;

const templateCardStyle = {
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'flex-start',
  justifyContent: 'flex-start',
  textAlign: 'start',
  p: 1.5,
  border: 1,
  borderColor: 'divider',
  borderRadius: 1,
  cursor: 'pointer',
  '&:hover': { bgcolor: 'action.hover' },
} as const;

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
            <TemplateCardContent template={name} />
          </Box>
        ))}
      </Box>
    </div>
  );
}

const templateIcons: Readonly<Record<DashboardTemplateName, typeof SvgIcon>> = {
  delivery: BarChartIcon,
  team_health: GroupsOutlinedIcon,
  time: ScheduleOutlinedIcon,
  adoption: TrendingUpIcon,
  empty: AddchartIcon,
};

function TemplateCardContent(props: { template: DashboardTemplateName }) {
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
          <TemplateCardContent template={name} />
        </ButtonBase>
      ))}
    </Box>
  );
}
