import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CalendarViewWeekOutlinedIcon from '@mui/icons-material/CalendarViewWeekOutlined';
import TodayOutlinedIcon from '@mui/icons-material/TodayOutlined';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { callboardTimeTranslationRef } from '../translation';
import type { MyTimeView } from './useMyTimeUrl';

const icons = {
  week: CalendarViewWeekOutlinedIcon,
  day: TodayOutlinedIcon,
} as const;

/** Week or day. */
export function MyTimeViewToggle(props: {
  value: MyTimeView;
  onChange: (view: MyTimeView) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={t('mine.view')}
      value={props.value}
      onChange={(_, view: MyTimeView | null) => view && props.onChange(view)}
    >
      {(['week', 'day'] as const).map(view => {
        const Icon = icons[view];
        return (
          <ToggleButton
            key={view}
            value={view}
            sx={{ textTransform: 'none', gap: 0.75, py: 0.5 }}
          >
            <Icon
              fontSize="small"
              aria-hidden
              sx={{ display: { xs: 'none', sm: 'block' } }}
            />
            {t(`mine.${view}`)}
          </ToggleButton>
        );
      })}
    </ToggleButtonGroup>
  );
}
