import AccessTimeIcon from '@mui/icons-material/AccessTime';
import CalendarTodayOutlinedIcon from '@mui/icons-material/CalendarTodayOutlined';
import type { TextFieldProps } from '@mui/material/TextField';
import type { CalendarFieldProps } from './CalendarFieldProps';
import type { CalendarFieldKind } from './calendarText';

/** The icon of the button that opens the calendar or the clock. */
export const calendarFieldIcons: Record<
  CalendarFieldKind,
  typeof AccessTimeIcon
> = {
  date: CalendarTodayOutlinedIcon,
  time: AccessTimeIcon,
  datetime: CalendarTodayOutlinedIcon,
};

/** The style of a field; the placeholder uses it, too. */
export function getCalendarFieldStyle(
  props: CalendarFieldProps,
): TextFieldProps {
  const { isPlain } = props;
  const common: TextFieldProps = {
    fullWidth: true,
    size: 'small',
    name: props.name,
    disabled: props.disabled,
    inputProps: {
      ...((isPlain || props['aria-label']) && {
        'aria-label': props['aria-label'] ?? props.label,
      }),
      ...(props['aria-describedby'] && {
        'aria-describedby': props['aria-describedby'],
      }),
    },
  };
  return isPlain
    ? {
        ...common,
        variant: 'standard',
        hiddenLabel: true,
        sx: {
          maxWidth: 160,
          // Leaves only the focus line.
          '& > ::before': { display: 'none' },
          '& input': {
            height: 30,
            py: 0,
            boxSizing: 'border-box',
            typography: 'body2',
          },
        },
      }
    : { ...common, label: props.label, InputLabelProps: { shrink: true } };
}
