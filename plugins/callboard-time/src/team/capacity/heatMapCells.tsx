import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  DepartmentCapacity,
  MemberCapacity,
  CapacityBand,
} from '@callboard/plugin-callboard-common';
import Link from '@mui/material/Link';
import { memo, useCallback } from 'react';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import {
  formatShortDay,
  addDays,
  DAYS_PER_WEEK,
  getWeekStart,
} from '../../data/dates';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';

type Day = MemberCapacity['days'][number];

/** The maximum number of days shown as columns; longer ranges are shown by week. */
const MAX_DAYS = 45;

export interface MapColumn {
  date: string;
  isWeek: boolean;
}

const getLastDay = ({ date, isWeek }: MapColumn) =>
  isWeek ? addDays(date, DAYS_PER_WEEK - 1) : date;

export function toMapColumns(
  days: readonly Day[],
  weekStart: number = 1,
): MapColumn[] {
  if (days.length <= MAX_DAYS) {
    return days.map(({ date }) => ({ date, isWeek: false }));
  }
  const weeks = new Set(days.map(({ date }) => getWeekStart(date, weekStart)));
  return [...weeks].map(date => ({ date, isWeek: true }));
}

/** Converts the days of a row to one cell per column, summed by week if needed. */
export function toColumnCells(
  days: readonly Day[],
  columns: readonly MapColumn[],
  weekStart: number = 1,
): Day[] {
  if (!columns[0]?.isWeek) {
    return [...days];
  }
  const sums = new Map<string, Day>(
    columns.map(({ date }) => [
      date,
      { date, expected_minutes: 0, logged_minutes: 0 },
    ]),
  );
  for (const { date, expected_minutes, logged_minutes } of days) {
    const sum = sums.get(getWeekStart(date, weekStart));
    if (sum) {
      sum.expected_minutes += expected_minutes;
      sum.logged_minutes += logged_minutes;
    }
  }
  return [...sums.values()];
}

/** `off`: nothing expected or logged; `open`: enough for past days, but too little overall. */
type Band = CapacityBand | 'off' | 'open';

/** Logged time is `under` below this share of the expected time. */
const MIN_RATIO = 0.9;

/** Logged time is `over` above this share of the expected time. */
const MAX_RATIO = 1.1;

/** Classifies logged time. `due` is the part of `expected` that is on past days. */
export function getTimeBand(
  expected: number,
  logged: number,
  due: number = expected,
): Band {
  if (expected === 0) {
    return logged > 0 ? 'over' : 'off';
  }
  const ratio = logged / expected;
  if (ratio < MIN_RATIO) {
    // With nothing due, the quotient is infinite or NaN, and therefore not below the minimum.
    return logged / due < MIN_RATIO ? 'under' : 'open';
  }
  return ratio > MAX_RATIO ? 'over' : 'on';
}

/** The symbol and colour of each band, legible in light and dark themes. */
export const bandStyles: Readonly<
  Record<Band, { symbol: string; color: string }>
> = {
  under: { symbol: '▽', color: 'warning.main' },
  on: { symbol: '●', color: 'success.main' },
  over: { symbol: '▲', color: 'error.main' },
  open: { symbol: '○', color: 'text.secondary' },
  off: { symbol: '·', color: 'text.disabled' },
};

interface MapLayout {
  columns: readonly MapColumn[];
  weekStart: number;
  today: string;
}

/** Formats a cell such as "Wed, Nov 18: 6h of 8h, below expected time". */
function useCellText(): (
  column: MapColumn,
  cell: { expected_minutes: number; logged_minutes: number },
  band: Band,
) => string {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  return useCallback(
    (
      { date, isWeek },
      { expected_minutes: expected, logged_minutes },
      band,
    ) => {
      const day = formatShortDay(date);
      const when = isWeek ? t('capacity.week', { date: day }) : day;
      const logged = formatMinutes(logged_minutes);
      return expected === 0
        ? t('capacity.cellFree', { when, logged })
        : t('capacity.cell', {
            when,
            logged,
            expected: formatMinutes(expected),
            band: t(`capacity.band.${band}`),
          });
    },
    [t],
  );
}

function DayCells(props: {
  days: Readonly<MemberCapacity['days']>;
  layout: MapLayout;
  /** Called with the date of a clicked cell. Without this callback, cells are not clickable. */
  onOpen?: (day: string) => void;
}) {
  const { days, layout, onOpen } = props;
  const { columns, weekStart, today } = layout;
  const formatCell = useCellText();
  return (
    <>
      {toColumnCells(days, columns, weekStart).map((cell, index) => {
        const column = columns[index];
        const { expected_minutes: expected, logged_minutes: logged } = cell;
        const due = getLastDay(column) < today ? expected : 0;
        const band = getTimeBand(expected, logged, due);
        const text = formatCell(column, cell, band);
        const { symbol } = bandStyles[band];
        return (
          <span
            key={cell.date}
            role="cell"
            className={`cell ${band}`}
            title={text}
          >
            {onOpen ? (
              // Cells are not tab stops: a row would have a tab stop per day. Keyboard users open
              // the person with the button in the row's heading.
              <button
                type="button"
                tabIndex={-1}
                aria-label={text}
                onClick={() => onOpen(cell.date)}
              >
                {symbol}
              </button>
            ) : (
              <>
                <span aria-hidden>{symbol}</span>
                <span className="visually-hidden">{text}</span>
              </>
            )}
          </span>
        );
      })}
    </>
  );
}

function SumCell(props: {
  sum: Pick<MemberCapacity, 'expected_minutes' | 'logged_minutes' | 'ratio'>;
  days: Readonly<MemberCapacity['days']>;
  today: string;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { days, today } = props;
  const {
    expected_minutes: expected,
    logged_minutes: logged,
    ratio,
  } = props.sum;
  const due = days
    .filter(({ date }) => date < today)
    .reduce((minutes, day) => minutes + day.expected_minutes, 0);
  const band = getTimeBand(expected, logged, due);
  const sumText = t('capacity.sum', {
    logged: formatMinutes(logged),
    expected: formatMinutes(expected),
  });
  return (
    <span role="cell" className="sum" title={sumText}>
      <span className={band} aria-hidden>
        {bandStyles[band].symbol}
      </span>{' '}
      {ratio !== null &&
        t('capacity.percent', {
          percent: String(Math.round(ratio * 100)),
        })}{' '}
      <span className="visually-hidden">
        {t(`capacity.band.${band}`)}, {sumText}
      </span>
    </span>
  );
}

function NameButton(props: {
  text: string;
  hint: string;
  onClick: () => void;
}) {
  return (
    <Link
      component="button"
      type="button"
      variant="body2"
      color="inherit"
      noWrap
      title={props.hint}
      onClick={props.onClick}
      sx={{ fontWeight: 'inherit' }}
    >
      {props.text}
    </Link>
  );
}

function Person(props: {
  person: MemberCapacity;
  layout: MapLayout;
  onOpen: (person: string, day?: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { person, layout, onOpen } = props;
  return (
    <>
      <span role="rowheader" className="name">
        <NameButton
          text={person.display_name}
          hint={t('capacity.open', { person: person.display_name })}
          onClick={() => onOpen(person.member_id)}
        />
      </span>
      <SumCell sum={person} days={person.days} today={layout.today} />
      <DayCells
        days={person.days}
        layout={layout}
        onOpen={day => onOpen(person.member_id, day)}
      />
    </>
  );
}

function Department(props: {
  department: DepartmentCapacity;
  days: Readonly<MemberCapacity['days']>;
  layout: MapLayout;
  /** Shows only this department; absent if no other department is shown. */
  onFilter?: (department: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { department, days, layout, onFilter } = props;
  const { department_id: id, people } = department;
  const name = department.name ?? t('capacity.noDepartment');
  return (
    <>
      <span role="rowheader" className="name department">
        {id && onFilter ? (
          <NameButton
            text={name}
            hint={t('capacity.narrow', { department: name })}
            onClick={() => onFilter(id)}
          />
        ) : (
          <span className="text">{name}</span>
        )}
        <span
          className="people"
          title={t('capacity.people', { count: people })}
        >
          <span aria-hidden>{people}</span>
          <span className="visually-hidden">
            {t('capacity.people', { count: people })}
          </span>
        </span>
      </span>
      <SumCell sum={department} days={days} today={layout.today} />
      <DayCells days={days} layout={layout} />
    </>
  );
}

export const PersonCells = memo(Person);

export const DepartmentCells = memo(Department);
