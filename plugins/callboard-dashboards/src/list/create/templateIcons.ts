import type { DashboardTemplateName } from '@callboard/plugin-callboard-common';
import AddchartIcon from '@mui/icons-material/Addchart';
import BarChartIcon from '@mui/icons-material/BarChart';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import ScheduleOutlinedIcon from '@mui/icons-material/ScheduleOutlined';
import TrendingUpIcon from '@mui/icons-material/TrendingUp';
import type SvgIcon from '@mui/material/SvgIcon';

/** The icon of each template. */
export const templateIcons: Readonly<
  Record<DashboardTemplateName, typeof SvgIcon>
> = {
  delivery: BarChartIcon,
  team_health: GroupsOutlinedIcon,
  time: ScheduleOutlinedIcon,
  adoption: TrendingUpIcon,
  empty: AddchartIcon,
};
