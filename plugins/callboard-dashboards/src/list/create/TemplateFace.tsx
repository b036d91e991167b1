import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardTemplateName } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import AddchartIcon from '@mui/icons-material/Addchart';
import BarChartIcon from '@mui/icons-material/BarChart';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import ScheduleOutlinedIcon from '@mui/icons-material/ScheduleOutlined';
import TrendingUpIcon from '@mui/icons-material/TrendingUp';
import type SvgIcon from '@mui/material/SvgIcon';
import { callboardDashboardsListTranslationRef } from '../listTranslation';

/** The icon of each template. */
const templateIcons: Readonly<Record<DashboardTemplateName, typeof SvgIcon>> = {
  delivery: BarChartIcon,
  team_health: GroupsOutlinedIcon,
  time: ScheduleOutlinedIcon,
  adoption: TrendingUpIcon,
  empty: AddchartIcon,
};

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
