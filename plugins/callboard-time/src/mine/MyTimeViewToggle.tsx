import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ChoiceToggle } from '@callboard/plugin-callboard-react';
import CalendarViewWeekOutlinedIcon from '@mui/icons-material/CalendarViewWeekOutlined';
import TodayOutlinedIcon from '@mui/icons-material/TodayOutlined';
import { callboardTimeTranslationRef } from '../translation';
import type { MyTimeView } from './useMyTimeUrl';

const views = [
  { value: 'week', Icon: CalendarViewWeekOutlinedIcon },
  { value: 'day', Icon: TodayOutlinedIcon },
] as const;

/** Narrow windows have no space for icons. */
const iconStyle = { display: { xs: 'none', sm: 'block' } };

/** Switches between week and day. */
export function MyTimeViewToggle(props: {
  value: MyTimeView;
  onChange: (view: MyTimeView) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <ChoiceToggle
      label={t('mine.view')}
      value={props.value}
      choices={views.map(({ value, Icon }) => ({
        value,
        label: t(`mine.${value}`),
        icon: <Icon fontSize="small" aria-hidden sx={iconStyle} />,
      }))}
      onChange={props.onChange}
    />
  );
}
