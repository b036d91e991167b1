import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Theme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useForkRef } from '@mui/material/utils';
import { renderDateViewCalendar } from '@mui/x-date-pickers/dateViewRenderers';
import { DesktopDatePicker } from '@mui/x-date-pickers/DesktopDatePicker';
import { DesktopDateTimePicker } from '@mui/x-date-pickers/DesktopDateTimePicker';
import { DesktopTimePicker } from '@mui/x-date-pickers/DesktopTimePicker';
import { multiSectionDigitalClockSectionClasses } from '@mui/x-date-pickers/MultiSectionDigitalClock';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { DateTime } from 'luxon';
import {
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { PickersLocaleText } from '@mui/x-date-pickers/locales';
import { callboardReactTranslationRef } from '../translation';
import { formatCalendarDate } from './formatDates';
import { CalendarAdapter } from './CalendarAdapter';
import {
  type DateFieldProps,
  calendarFieldIcons,
  getCalendarTextFieldProps,
} from './calendarField';
import {
  getCalendarFieldLocale,
  FIRST_DATE,
  LAST_DATE,
  readCalendarText,
  writeCalendarText,
  type CalendarFieldKind,
} from './calendarText';

function usePickerTexts(): Partial<PickersLocaleText> {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return {
    previousMonth: t('dateField.previousMonth'),
    nextMonth: t('dateField.nextMonth'),
    calendarViewSwitchingButtonAriaLabel: view =>
      t(view === 'year' ? 'dateField.showMonth' : 'dateField.showYears'),
    openDatePickerDialogue: date =>
      date ? t('dateField.changeDate', { date }) : t('dateField.chooseDate'),
    openTimePickerDialogue: time =>
      time ? t('dateField.changeTime', { time }) : t('dateField.chooseTime'),
    clearButtonLabel: t('dateField.clear'),
    okButtonLabel: t('dateField.ok'),
    todayButtonLabel: t('range.today'),
    hours: t('dateField.hours'),
    minutes: t('dateField.minutes'),
    meridiem: t('dateField.meridiem'),
    selectViewText: view =>
      view === 'hours' || view === 'minutes' || view === 'meridiem'
        ? t(`dateField.${view}`)
        : view,
    fieldYearPlaceholder: () => t('dateField.placeholder.year'),
    fieldMonthPlaceholder: () => t('dateField.placeholder.month'),
    fieldDayPlaceholder: () => t('dateField.placeholder.day'),
    fieldHoursPlaceholder: () => t('dateField.placeholder.hours'),
    fieldMinutesPlaceholder: () => t('dateField.placeholder.minutes'),
    fieldMeridiemPlaceholder: () => t('dateField.placeholder.meridiem'),
  };
}

const OFFERED_YEARS = 100;

const renderCalendar: typeof renderDateViewCalendar = props => {
  const today = DateTime.utc();
  const value = props.value?.isValid ? props.value : today;
  const { minDate = today, maxDate = today } = props;
  return renderDateViewCalendar({
    ...props,
    minDate: DateTime.max(
      minDate,
      DateTime.min(value, today).minus({ years: OFFERED_YEARS }),
    ),
    maxDate: DateTime.min(
      maxDate,
      DateTime.max(value, today).plus({ years: OFFERED_YEARS }),
    ),
  });
};

const viewRenderers = { day: renderCalendar, year: renderCalendar };

/** Narrow windows lack space for the columns of the clock, so people type the time there. */
const narrowRenderers = {
  ...viewRenderers,
  hours: null,
  minutes: null,
  meridiem: null,
};

const clockStyle = {
  gridTemplateColumns: '0 auto 0',
  [`& .${multiSectionDigitalClockSectionClasses.root}`]: { flexGrow: 1 },
  [`& .${multiSectionDigitalClockSectionClasses.item}`]: { width: 'auto' },
};

const popperModifiers = [
  // Leaves space for the label above the border of the field.
  { name: 'offset', options: { offset: [0, 8] } },
  // In a low window, the calendar covers the field instead of leaving the window.
  { name: 'preventOverflow', options: { altAxis: true, tether: false } },
];

type Problem = 'incomplete' | 'tooEarly' | 'tooLate';

/** A field whose value is typed or picked. Incomplete input stays visible. */
export function CalendarPicker(
  props: DateFieldProps & {
    kind: CalendarFieldKind;
    hasFocus: RefObject<boolean>;
  },
) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { kind, value, min = FIRST_DATE, max = LAST_DATE, onChange } = props;
  const localeText = usePickerTexts();
  const isNarrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('sm'));
  const [locale] = useState(getCalendarFieldLocale);
  const [previousValue, setPreviousValue] = useState(value);
  const [draft, setDraft] = useState(() => readCalendarText(value));
  const [problem, setProblem] = useState<Problem>();
  const [isOpen, setOpen] = useState(false);
  const [resetCount, setResetCount] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const inputRef = useForkRef(input, props.inputRef ?? null);

  if (value !== previousValue) {
    setPreviousValue(value);
    if (value !== writeCalendarText(kind, draft)) {
      setDraft(readCalendarText(value));
      setProblem(undefined);
    }
  }

  // A selection can change the value and close the calendar before the next render, so handlers
  // read the newest values from a ref.
  const latest = useRef({ draft, value });
  latest.current = { draft, value };
  const getDraftText = () => writeCalendarText(kind, latest.current.draft);

  const findProblem = (): Problem | undefined => {
    const text = getDraftText();
    const { value: typed = '', placeholder } = input.current ?? {};
    const isTyped = typed !== '' && typed !== placeholder;
    if (!text) {
      return isTyped ? 'incomplete' : undefined;
    }
    const date = text.slice(0, 10);
    if (kind === 'time' || (date >= min && date <= max)) {
      return undefined;
    }
    return date < min ? 'tooEarly' : 'tooLate';
  };

  const changeDraft = (next: DateTime | null) => {
    const before = getDraftText();
    latest.current.draft = next;
    setDraft(next);
    setProblem(undefined);
    const text = getDraftText();
    if (!props.isSavedOnLeaving && text !== before) {
      onChange(text);
    }
  };

  const revert = () => {
    setDraft(readCalendarText(latest.current.value));
    setProblem(undefined);
  };

  const save = async () => {
    const text = getDraftText();
    const newProblem = findProblem();
    setProblem(newProblem);
    if (!props.isSavedOnLeaving || newProblem || text === value) {
      return;
    }
    if (props.isRequired && !text) {
      revert();
      return;
    }
    const saving = onChange(text);
    if (saving) {
      await saving;
      // Text typed during the save is not saved yet.
      if (getDraftText() === text) {
        revert();
      }
    }
  };

  const close = () => {
    setOpen(false);
    if (props.isSavedOnLeaving) {
      save();
    }
  };

  const handleBlur = (event: FocusEvent) => {
    // The calendar button belongs to the field.
    if (isOpen || event.currentTarget.contains(event.relatedTarget)) {
      return;
    }
    save();
    props.onBlur?.();
  };

  const handleKeyDownCapture = (event: KeyboardEvent) => {
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault();
      event.stopPropagation();
      setOpen(true);
    }
  };

  const handleKeyDown = (event: KeyboardEvent) => {
    if (!props.isSavedOnLeaving) {
      return;
    }
    if (event.key === 'Enter') {
      save();
    }
    if (event.key === 'Escape' && (findProblem() || getDraftText() !== value)) {
      event.stopPropagation();
      revert();
      // The picker stores incomplete input outside its value. Only remounting removes that input.
      setResetCount(count => count + 1);
    }
  };

  const blockInvalidSubmit = useRef<(event: Event) => void>(() => {});
  blockInvalidSubmit.current = event => {
    const newProblem = findProblem();
    if (newProblem) {
      event.preventDefault();
      event.stopPropagation();
      setProblem(newProblem);
      input.current?.focus();
    }
  };
  useEffect(() => {
    // Like native fields, blocks the submission of invalid input, even in forms with `noValidate`.
    const form = input.current?.form;
    const stop = (event: Event) => blockInvalidSubmit.current(event);
    form?.addEventListener('submit', stop, true);
    return () => form?.removeEventListener('submit', stop, true);
  }, [resetCount]);

  const getProblemText = () => {
    switch (problem) {
      case 'incomplete':
        return t(`dateField.incomplete.${kind}`);
      case 'tooEarly':
        return t('dateField.tooEarly', { date: formatCalendarDate(min) });
      case 'tooLate':
        return t('dateField.tooLate', { date: formatCalendarDate(max) });
      default:
        return undefined;
    }
  };

  const textFieldProps = getCalendarTextFieldProps(props);
  const picker = {
    value: draft,
    onChange: changeDraft,
    open: isOpen,
    onOpen: () => setOpen(true),
    onClose: close,
    disabled: props.disabled,
    label: textFieldProps.label,
    name: props.name,
    inputRef,
    autoFocus: props.hasFocus.current || resetCount > 0,
    timezone: 'UTC',
    enableAccessibleFieldDOMStructure: false as const,
    slots: { openPickerIcon: calendarFieldIcons[kind] },
    slotProps: {
      textField: {
        ...textFieldProps,
        error: Boolean(props.error || problem),
        helperText: props.helperText ?? getProblemText(),
        onBlurCapture: handleBlur,
        onKeyDownCapture: handleKeyDownCapture,
        onKeyDown: handleKeyDown,
      },
      ...(kind === 'time' && { layout: { sx: clockStyle } }),
      popper: {
        'aria-label': props.isPlain ? props.label : undefined,
        modifiers: popperModifiers,
      },
      openPickerIcon: { fontSize: 'small' as const },
      openPickerButton: { size: 'small' as const },
      actionBar: {
        actions: (kind === 'date'
          ? ['clear', 'today']
          : ['clear', 'accept']) as
          | ('clear' | 'today')[]
          | ('clear' | 'accept')[],
      },
    },
  };
  const bounds = {
    minDate: readCalendarText(min)!,
    maxDate: readCalendarText(max)!,
    viewRenderers,
  };
  return (
    <LocalizationProvider
      dateAdapter={CalendarAdapter}
      adapterLocale={locale}
      localeText={localeText}
    >
      {kind === 'date' && (
        <DesktopDatePicker key={resetCount} {...picker} {...bounds} />
      )}
      {kind === 'time' && <DesktopTimePicker key={resetCount} {...picker} />}
      {kind === 'datetime' && (
        <DesktopDateTimePicker
          key={resetCount}
          {...picker}
          {...bounds}
          viewRenderers={isNarrow ? narrowRenderers : viewRenderers}
        />
      )}
    </LocalizationProvider>
  );
}
