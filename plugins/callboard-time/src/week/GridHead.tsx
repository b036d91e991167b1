import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
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
        {props.days.map(({ date, isToday, isOff, isLocked, holiday }) => (
          <th
            key={date}
            scope="col"
            className={`day ${isToday ? 'today' : ''} ${isOff ? 'off' : ''}`}
            aria-current={isToday ? 'date' : undefined}
            title={[longDay(date), holiday, isLocked && t('grid.locked')]
              .filter(Boolean)
              .join(' · ')}
          >
            {isLocked && <LockOutlinedIcon className="lock" aria-hidden />}
            <span className="weekday">{shortWeekday(date)}</span>{' '}
            <span className="date">{Number(date.slice(-2))}</span>
            {isLocked && <span className="unseen">{t('grid.locked')}</span>}
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

/** The heading of the grid with the days. */
export const GridHead = memo(Head);
