import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { lazy, Suspense, useRef } from 'react';
import { ErrorBoundary } from '../states/ErrorBoundary';
import { callboardReactTranslationRef } from '../translation';
import {
  type CalendarFieldProps,
  type DateFieldProps,
  calendarFieldIcons,
  getCalendarTextFieldProps,
} from './calendarField';
import { formatCalendarText, type CalendarFieldKind } from './calendarText';

const CalendarPicker = lazy(() =>
  import('./CalendarPicker').then(module => ({
    default: module.CalendarPicker,
  })),
);

/** Until the calendar's code is loaded, a read-only field of the same size shows the value. */
function CalendarField(props: DateFieldProps & { kind: CalendarFieldKind }) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { kind, value } = props;
  const hasFocus = useRef(false);
  const Icon = calendarFieldIcons[kind];
  const textFieldProps = getCalendarTextFieldProps(props);
  const renderReadOnlyField = (problem?: string) => (
    <TextField
      {...textFieldProps}
      value={value && formatCalendarText(kind, value)}
      placeholder={formatCalendarText(kind, '', {
        year: t('dateField.placeholder.year'),
        month: t('dateField.placeholder.month'),
        day: t('dateField.placeholder.day'),
        hour: t('dateField.placeholder.hours'),
        minute: t('dateField.placeholder.minutes'),
        dayPeriod: t('dateField.placeholder.meridiem'),
      })}
      error={props.error || problem !== undefined}
      helperText={problem ?? props.helperText}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={() => {
        hasFocus.current = false;
      }}
      InputProps={{
        readOnly: true,
        endAdornment: (
          <InputAdornment position="end">
            {/* Has the same size as the button that replaces it once the calendar is loaded. */}
            <Icon
              color="action"
              fontSize="small"
              sx={{
                boxSizing: 'content-box',
                p: '5px',
                mr: props.isPlain ? 0 : '-3px',
              }}
            />
          </InputAdornment>
        ),
      }}
    />
  );
  return (
    <ErrorBoundary
      resetKey={kind}
      fallback={renderReadOnlyField(t('error.title'))}
    >
      <Suspense fallback={renderReadOnlyField()}>
        <CalendarPicker {...props} hasFocus={hasFocus} />
      </Suspense>
    </ErrorBoundary>
  );
}

/**
 * A calendar date, typed or picked in the format of the browser's locale. Its value is a text such
 * as `2026-11-20`, never converted to a time zone.
 *
 * @public
 */
export function DateField(props: DateFieldProps) {
  return <CalendarField {...props} kind="date" />;
}

/** A time of day such as `14:02`, in the locale's format. @public */
export function TimeField(props: CalendarFieldProps) {
  return <CalendarField {...props} kind="time" />;
}

/** A date with a time such as `2026-11-20T14:02`, without a zone. @public */
export function DateTimeField(props: DateFieldProps) {
  return <CalendarField {...props} kind="datetime" />;
}
