import Holidays from 'date-holidays';
import { uniqBy } from 'lodash';
import { InvalidRequestError } from '../../../http/errors';
import { addDays } from '../rules/workingDays';

/** The region and year of public holidays. */
export interface HolidayCalendar {
  /** ISO 3166-1 alpha-2 code. */
  country: string;
  /** The code that `date-holidays` uses for a state or region of the country. */
  region?: string | null;
  year: number;
}

/**
 * Lists public holidays in order, one entry per day.
 *
 * @throws InvalidRequestError for a country or region that the library does not know
 */
export function listPublicHolidays({
  country,
  region,
  year,
}: HolidayCalendar): Array<{ date: string; name: string }> {
  const calendar = new Holidays();
  const code = country.toUpperCase();
  if (!Object.hasOwn(calendar.getCountries(), code)) {
    throw new InvalidRequestError([
      {
        field: 'body.country',
        reason: `public holidays of ${code} are not available. Add them manually`,
      },
    ]);
  }
  const regions = calendar.getStates(code) ?? {};
  const regionCode = region?.toUpperCase();
  if (regionCode && !Object.hasOwn(regions, regionCode)) {
    const known = Object.keys(regions);
    throw new InvalidRequestError([
      {
        field: 'body.region',
        reason:
          known.length > 0
            ? `must be one of ${known.join(', ')}`
            : `${code} has no regional holidays. Leave the region empty`,
      },
    ]);
  }
  if (regionCode) {
    calendar.init(code, regionCode);
  } else {
    calendar.init(code);
  }
  const days = (calendar.getHolidays(year) ?? [])
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, name, start, end }) =>
      // `date` is already local time, so no zone conversion is needed.
      listCoveredDays(date.slice(0, 10), end.getTime() - start.getTime()).map(
        day => ({
          date: day,
          name: name.slice(0, 255),
        }),
      ),
    );
  return uniqBy(days, ({ date, name }) => `${date} ${name}`);
}

const DAY_MS = 86_400_000;

/** The days that a holiday covers; some begin at sunset or at noon. */
function listCoveredDays(first: string, lastsMs: number): string[] {
  const count = Math.max(1, Math.round(lastsMs / DAY_MS));
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}
