import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DurationText, formatMinutes } from '@callboard/plugin-callboard-react';
import { memo, type ReactNode } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import type { WeekDay } from './WeekDay';

function Foot(props: {
  days: readonly WeekDay[];
  byDay: ReadonlyMap<string, number>;
  total: number;
  expected: number;
  /** Content above the totals, across all columns. */
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { days, byDay, children } = props;
  const renderExpected = (minutes: number) =>
    minutes > 0 && (
      <span className="expected">
        {t('grid.of', { expected: formatMinutes(minutes) })}
      </span>
    );
  return (
    <tfoot>
      {children && (
        <tr className="add">
          <td role="gridcell" colSpan={days.length + 2}>
            {children}
          </td>
        </tr>
      )}
      <tr>
        <th scope="row" className="name">
          <span aria-hidden>Σ</span>
          <span className="unseen">{t('grid.sum')}</span>
        </th>
        {days.map(({ date, isToday, isOff, expected }) => (
          <td
            key={date}
            role="gridcell"
            className={`day ${isToday ? 'today' : ''} ${isOff ? 'off' : ''}`}
          >
            <DurationText minutes={byDay.get(date) ?? 0} />
            {renderExpected(expected)}
          </td>
        ))}
        <td role="gridcell" className="sum">
          <DurationText minutes={props.total} />
          {renderExpected(props.expected)}
        </td>
      </tr>
    </tfoot>
  );
}

/** The totals of the days, with the expected time. */
export const GridFoot = memo(Foot);
