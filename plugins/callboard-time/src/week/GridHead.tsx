import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { memo } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import { longDay, shortWeekday } from '../data/dayNames';
import type { WeekDay } from './WeekDay';

function Head(props: { days: readonly WeekDay[] }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <thead>
      <tr>
        <th scope="col" className="name">
          {t('grid.item')}
        </th>
        {props.days.map(({ date, isToday, isOff, holiday }) => (
          <th
            key={date}
            scope="col"
            className={`day ${isToday ? 'today' : ''} ${isOff ? 'off' : ''}`}
            aria-current={isToday ? 'date' : undefined}
            title={[longDay(date), holiday].filter(Boolean).join(' · ')}
          >
            <span className="weekday">{shortWeekday(date)}</span>{' '}
            <span className="date">{Number(date.slice(-2))}</span>
            {holiday && <span className="holiday">{holiday}</span>}
          </th>
        ))}
        <th scope="col" className="sum">
          <span aria-hidden>Σ</span>
          <span className="unseen">{t('grid.sum')}</span>
        </th>
      </tr>
    </thead>
  );
}

/** The days of the grid. */
export const GridHead = memo(Head);
