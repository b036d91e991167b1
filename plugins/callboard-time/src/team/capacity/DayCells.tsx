import type { MemberCapacity } from '@callboard/plugin-callboard-common';
import { bandStyles } from './bandStyles';
import { getTimeBand } from './getTimeBand';
import { toColumnCells, getLastDay } from './toMapColumns';
import type { MapDays } from './MapDays';
import { useBandText } from './useBandText';

/** The cells of a map row, one per column. */
export function DayCells(props: {
  days: Readonly<MemberCapacity['days']>;
  shown: MapDays;
  /** Opens a day on click. */
  onOpen?: (day: string) => void;
}) {
  const { days, shown, onOpen } = props;
  const { columns, weekStart, today } = shown;
  const getBandText = useBandText();
  return (
    <>
      {toColumnCells(days, columns, weekStart).map((cell, at) => {
        const column = columns[at];
        const { expected_minutes: expected, logged_minutes: logged } = cell;
        const due = getLastDay(column) < today ? expected : 0;
        const band = getTimeBand(expected, logged, due);
        const text = getBandText(column, cell, band);
        const { symbol } = bandStyles[band];
        return (
          <span
            key={cell.date}
            role="cell"
            className={`cell ${band}`}
            title={text}
          >
            {onOpen ? (
              // Keyboard users follow the link of the row name, so a row does not have a tab stop
              // per day.
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
                <span className="unseen">{text}</span>
              </>
            )}
          </span>
        );
      })}
    </>
  );
}
