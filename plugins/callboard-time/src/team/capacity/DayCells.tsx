import type { MemberCapacity } from '@callboard/plugin-callboard-common';
import { bandStyles } from './bandStyles';
import { bandOf } from './bandOf';
import { cellsOf, lastDayOf } from './columnsOf';
import type { MapDays } from './MapDays';
import { useBandText } from './useBandText';

/** One cell of the map for each of its columns. */
export function DayCells(props: {
  days: Readonly<MemberCapacity['days']>;
  shown: MapDays;
  /** What a click on a cell opens. */
  onOpen?: (day: string) => void;
}) {
  const { days, shown, onOpen } = props;
  const { columns, weekStart, today } = shown;
  const textOf = useBandText();
  return (
    <>
      {cellsOf(days, columns, weekStart).map((cell, at) => {
        const column = columns[at];
        const { expected_minutes: expected, logged_minutes: logged } = cell;
        const due = lastDayOf(column) < today ? expected : 0;
        const band = bandOf(expected, logged, due);
        const text = textOf(column, cell, band);
        const { mark } = bandStyles[band];
        return (
          <span
            key={cell.date}
            role="cell"
            className={`cell ${band}`}
            title={text}
          >
            {onOpen ? (
              // By keyboard, the name of the row leads there: no stop for each day.
              <button
                type="button"
                tabIndex={-1}
                aria-label={text}
                onClick={() => onOpen(cell.date)}
              >
                {mark}
              </button>
            ) : (
              <>
                <span aria-hidden>{mark}</span>
                <span className="unseen">{text}</span>
              </>
            )}
          </span>
        );
      })}
    </>
  );
}
