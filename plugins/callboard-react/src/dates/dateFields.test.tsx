import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { DateTime, Settings } from 'luxon';
import { useState, type ComponentType } from 'react';
import { fillCalendarField, findCalendarField } from '../testUtils';
import { formatCalendarDate } from './formatDates';
import { CalendarAdapter } from './CalendarAdapter';
import type { DateFieldProps } from './calendarField';
import {
  formatCalendarText,
  readCalendarText,
  writeCalendarText,
} from './calendarText';
import { DateField, DateTimeField, TimeField } from './DateField';

/** Mocks the locale of the browser. */
function mockLocale(locale: string) {
  const { DateTimeFormat } = Intl;
  jest
    .spyOn(Intl, 'DateTimeFormat')
    .mockImplementation(
      (locales, options) => new DateTimeFormat(locales ?? locale, options),
    );
}

/** Renders a field in a form, with its value next to it. */
async function renderField(
  Field: ComponentType<DateFieldProps>,
  value: string,
  props: Partial<DateFieldProps> = {},
) {
  const onChange = jest.fn();
  const onSubmit = jest.fn((event: { preventDefault: () => void }) =>
    event.preventDefault(),
  );
  function Form() {
    const [current, setCurrent] = useState(value);
    return (
      <form noValidate onSubmit={onSubmit}>
        <Field
          label="Due"
          {...props}
          value={current}
          onChange={next => {
            setCurrent(next);
            return onChange(next);
          }}
        />
        <button type="submit">Save</button>
      </form>
    );
  }
  renderInTestApp(<Form />);
  const field = await findCalendarField('Due');
  return { field, onChange, onSubmit };
}

// Luxon caches the locale of the browser.
afterEach(() => Settings.resetCaches());

/** Selects all text, with the key code of browsers, and deletes it. */
async function clearField(field: HTMLElement) {
  fireEvent.keyDown(field, { key: 'a', ctrlKey: true, keyCode: 65 });
  await userEvent.keyboard('{Delete}');
}

const keyboard = (keys: string) => userEvent.keyboard(keys);

describe('date and time fields', () => {
  it.each([
    ['de-DE', DateField, '2026-11-20', '20.11.2026'],
    ['en-US', DateField, '2026-11-20', '11/20/2026'],
    ['sv-SE', DateField, '2026-11-20', '2026-11-20'],
    ['fa-IR', DateField, '2026-11-20', '2026/11/20'],
    ['de-DE', TimeField, '14:02', '14:02'],
    ['en-US', TimeField, '14:02', '02:02 PM'],
    ['de-DE', DateTimeField, '2026-11-20T14:02', '20.11.2026 14:02'],
    ['en-US', DateTimeField, '2026-11-20T14:02', '11/20/2026 02:02 PM'],
  ])(
    'shows the value in the format of locale %s',
    async (locale, Field, value, shown) => {
      mockLocale(locale);
      const { field, onChange } = await renderField(Field, value);
      expect(field.value.replace(/[\u200e\u2066-\u2069]/g, '')).toBe(shown);
      expect(onChange).not.toHaveBeenCalled();
    },
  );

  it.each([
    ['de-DE', DateField, '05032027', '2027-03-05'],
    ['en-US', DateField, '03052027', '2027-03-05'],
    ['de-DE', TimeField, '1402', '14:02'],
    ['en-US', TimeField, '0202p', '14:02'],
    ['de-DE', DateTimeField, '050320271402', '2027-03-05T14:02'],
  ])(
    'parses typed text in the format of locale %s',
    async (locale, Field, keys, value) => {
      mockLocale(locale);
      const { field, onChange } = await renderField(Field, '');
      await userEvent.click(field);
      await keyboard(keys);
      expect(onChange).toHaveBeenLastCalledWith(value);
      expect(onChange.mock.calls.flat()).not.toContain('');
    },
  );

  it.each(['2026-11-20', '20.11.2026', '20. Nov. 2026'])(
    'accepts the pasted text %s',
    async text => {
      mockLocale('de-DE');
      const { field, onChange } = await renderField(DateField, '');
      await userEvent.click(field);
      await userEvent.paste(text);
      expect(onChange).toHaveBeenLastCalledWith('2026-11-20');
    },
  );

  it('reports an empty value while incomplete, and blocks the form', async () => {
    const { field, onChange, onSubmit } = await renderField(
      DateField,
      '2026-11-20',
    );
    await userEvent.click(field);
    await keyboard('{ArrowLeft}{ArrowLeft}{Delete}');
    expect(onChange).toHaveBeenLastCalledWith('');
    expect(field).toBeValid();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(onSubmit).not.toHaveBeenCalled();
    expect(field).toBeInvalid();
    expect(field).toHaveFocus();
    expect(screen.getByText('Enter a complete date.')).toBeVisible();
    await fillCalendarField('Due', '2026-11-21');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(onSubmit).toHaveBeenCalledTimes(1);
    expect(onChange).toHaveBeenLastCalledWith('2026-11-21');
  });

  it('shows an error for a date out of bounds after the field loses focus', async () => {
    const { field, onSubmit } = await renderField(DateField, '', {
      min: '2026-11-20',
    });
    await fillCalendarField('Due', '2026-11-19');
    expect(field).toBeValid();
    await userEvent.click(field);
    await userEvent.tab();
    await userEvent.tab();
    expect(field).toHaveAccessibleDescription(
      `Enter ${formatCalendarDate('2026-11-20')} or later.`,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('clears the value by keyboard', async () => {
    const { field, onChange, onSubmit } = await renderField(
      DateField,
      '2026-11-20',
    );
    await userEvent.click(field);
    await clearField(field);
    expect(onChange).toHaveBeenLastCalledWith('');
    await keyboard('{Enter}');
    expect(onSubmit).toHaveBeenCalled();
  });

  it('opens the calendar by keyboard, with the first weekday of the locale', async () => {
    mockLocale('de-DE');
    const { field, onChange } = await renderField(DateField, '2026-11-20');
    await userEvent.click(field);
    await keyboard('{Alt>}{ArrowDown}{/Alt}');
    const calendar = within(await screen.findByRole('dialog'));
    expect(calendar.getAllByRole('columnheader')[0]).toHaveAccessibleName(
      'Montag',
    );
    await userEvent.click(calendar.getByRole('gridcell', { name: '27' }));
    expect(onChange).toHaveBeenLastCalledWith('2026-11-27');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('shows a value that changes outside the field', async () => {
    function Other() {
      const [value, setValue] = useState('2026-11-20');
      return (
        <>
          <DateField label="Due" value={value} onChange={setValue} />
          <button type="button" onClick={() => setValue('2027-01-02')}>
            Other
          </button>
        </>
      );
    }
    renderInTestApp(<Other />);
    const field = await findCalendarField('Due');
    await userEvent.click(screen.getByRole('button', { name: 'Other' }));
    expect(field).toHaveValue('01/02/2027');
  });
});

describe('date and time fields with isSavedOnLeaving', () => {
  const saved = { isSavedOnLeaving: true };

  it.each(['{Enter}', '{Tab}{Tab}'])('saves the value on %s', async keys => {
    const { field, onChange } = await renderField(
      DateField,
      '2026-11-20',
      saved,
    );
    await fillCalendarField('Due', '2026-11-21');
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.click(field);
    await keyboard(keys);
    expect(onChange.mock.calls).toEqual([['2026-11-21']]);
  });

  it.each(['2026-11-20', ''])(
    'restores the value %p on Escape',
    async value => {
      const { field, onChange } = await renderField(DateField, value, saved);
      const shown = field.value;
      await userEvent.click(field);
      await keyboard('07');
      await keyboard('{Escape}');
      const now = await findCalendarField('Due');
      expect(now).toHaveFocus();
      await userEvent.tab();
      await userEvent.tab();
      expect(now).toHaveValue(shown);
      expect(onChange).not.toHaveBeenCalled();
    },
  );

  it('rejects an incomplete value on leaving, without saving it', async () => {
    const { field, onChange } = await renderField(
      DateField,
      '2026-11-20',
      saved,
    );
    await userEvent.click(field);
    await keyboard('{Delete}{Tab}{Tab}');
    expect(onChange).not.toHaveBeenCalled();
    expect(field).toBeInvalid();
  });

  it('restores the stored value when saving fails', async () => {
    const onChange = jest.fn(() => Promise.resolve());
    renderInTestApp(
      <DateField
        {...saved}
        label="Due"
        value="2026-11-20"
        onChange={onChange}
      />,
    );
    const field = await findCalendarField('Due');
    await fillCalendarField('Due', '2026-11-21');
    await userEvent.click(field);
    await keyboard('{Enter}');
    expect(onChange).toHaveBeenCalled();
    await waitFor(() => expect(field).toHaveValue('11/20/2026'));
  });

  it('keeps a value that is typed while the previous one is being saved', async () => {
    const { field, onChange } = await renderField(
      DateField,
      '2026-11-20',
      saved,
    );
    let finishSave = () => {};
    const saving = new Promise<void>(resolve => {
      finishSave = resolve;
    });
    onChange.mockReturnValue(saving);
    await fillCalendarField('Due', '2026-11-21');
    await userEvent.click(field);
    await keyboard('{Enter}');
    expect(onChange).toHaveBeenCalledWith('2026-11-21');
    await fillCalendarField('Due', '2026-11-22');
    await act(async () => finishSave());
    expect(field).toHaveValue('11/22/2026');
  });

  it('restores a required value that was cleared', async () => {
    const { field, onChange } = await renderField(TimeField, '19:00', {
      ...saved,
      isRequired: true,
    });
    await userEvent.click(field);
    await clearField(field);
    await keyboard('{Tab}{Tab}');
    expect(field).toHaveValue('07:00 PM');
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('calendar text format', () => {
  afterEach(() => {
    Settings.defaultZone = 'system';
  });

  it.each(['UTC', 'Pacific/Apia', 'America/Havana'])(
    'keeps every date when formatted and parsed again in time zone %s',
    zone => {
      Settings.defaultZone = zone;
      const first = DateTime.utc(1970, 1, 1);
      const days = DateTime.utc(9999, 12, 31).diff(first, 'days').days;
      const formats = { date: 'D', datetime: 'D hh:mm a' } as const;
      const locales = ['de-DE', 'en-US', 'en-GB', 'sv-SE', 'ja-JP', 'hu-HU'];
      const adapters = locales.map(locale => new CalendarAdapter({ locale }));
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: days }),
          fc.integer({ min: 0, max: 1439 }),
          fc.constantFrom(...adapters),
          (day, minutes, adapter) => {
            const at = first.plus({ days: day, minutes });
            (['date', 'datetime'] as const).forEach(kind => {
              const text = writeCalendarText(kind, at);
              const shown = adapter.formatByString(
                readCalendarText(text)!,
                formats[kind],
              );
              const typed = adapter.parse(shown, formats[kind]);
              expect(writeCalendarText(kind, typed)).toBe(text);
              const pasted = adapter.parse(text, formats[kind]);
              expect(writeCalendarText(kind, pasted)).toBe(text);
            });
          },
        ),
      );
    },
  );

  it('returns no value for a date before 1970', () => {
    expect(writeCalendarText('date', readCalendarText('0202-01-01'))).toBe('');
  });

  it('formats dates in the locale format before the calendar loads', () => {
    mockLocale('de-DE');
    expect(formatCalendarText('datetime', '2026-01-02T04:05')).toBe(
      '02.01.2026 04:05',
    );
    expect(formatCalendarText('date', '', { day: 'DD', month: 'MM' })).toMatch(
      /^DD\.MM\.\d{4}$/,
    );
  });
});
