const createDayFormatter = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(undefined, {
    ...options,
    timeZone: 'UTC',
  });
  return (date: string) => format.format(new Date(`${date}T12:00:00Z`));
};

/** "Mon" for a calendar date, in the person's locale. */
export const shortWeekday = createDayFormatter({ weekday: 'short' });

/** "16" for a calendar date, in the person's locale. */
export const dayNumber = createDayFormatter({ day: 'numeric' });

/** "Nov" for a calendar date, in the person's locale. */
export const shortMonth = createDayFormatter({ month: 'short' });

/** "Nov 16" for a calendar date, in the person's locale. */
export const dayAndMonth = createDayFormatter({
  day: 'numeric',
  month: 'short',
});

/** "Mon, Nov 16" for a calendar date, in the person's locale. */
export const shortDay = createDayFormatter({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});

/** "Monday, November 16" for a calendar date, in the person's locale. */
export const longDay = createDayFormatter({
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
