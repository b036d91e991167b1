import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { endpoints, ResponseOf } from '@callboard/plugin-callboard-common';
import { usePageVirtualizer } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { DateTime } from 'luxon';
import { useMemo, useRef } from 'react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { columnsOf, type MapColumn } from './columnsOf';
import { mapRowsOf } from './mapRowsOf';
import { DepartmentCells, PersonCells } from './MapRows';
import { mapStyles, ROW_HEIGHT } from './mapStyles';

const NOTHING = -1;

/** The number of the day; of weeks, every other, with its month. */
function headOf({ date, isWeek }: MapColumn, at: number): string {
  const day = DateTime.fromISO(date, { zone: 'utc' });
  if (!isWeek) {
    return String(day.day);
  }
  return at % 2 === 0
    ? day.toLocaleString({ day: 'numeric', month: 'short' })
    : '';
}

/** How much of what is expected is logged, by person and day, or week. */
export function HeatMap(props: {
  capacity: ResponseOf<typeof endpoints.getCapacity>;
  weekStart?: number;
  onOpen: (person: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { capacity, weekStart, onOpen } = props;
  const { items, departments } = capacity;
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => mapRowsOf(departments, items),
    [departments, items],
  );
  const columns = useMemo(
    () => columnsOf(items[0]?.days ?? [], weekStart),
    [items, weekStart],
  );
  const styles = useMemo(() => mapStyles(columns.length), [columns.length]);
  const virtualizer = usePageVirtualizer(list, {
    count: rows.length,
    keyOf: at => rows[at].key,
    estimateSize: () => ROW_HEIGHT,
    keep: NOTHING,
  });
  const { scrollMargin } = virtualizer.options;
  return (
    <Box
      role="table"
      aria-label={t('capacity.label')}
      aria-rowcount={rows.length + 1}
      sx={styles}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1}>
          <span role="columnheader" className="name head">
            {t('capacity.person')}
          </span>
          <span role="columnheader" className="sum head">
            {t('capacity.ratio')}
          </span>
          {columns.map((column, at) => (
            <span key={column.date} role="columnheader" className="cell head">
              {headOf(column, at)}
            </span>
          ))}
        </div>
      </div>
      <div
        ref={list}
        role="rowgroup"
        style={{ position: 'relative', height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              style={{
                position: 'absolute',
                top: start - scrollMargin,
                left: 0,
                right: 0,
              }}
            >
              {row.kind === 'department' ? (
                <DepartmentCells
                  department={row.department}
                  columns={columns.length}
                />
              ) : (
                <PersonCells
                  person={row.person}
                  columns={columns}
                  weekStart={weekStart}
                  onOpen={onOpen}
                />
              )}
            </div>
          );
        })}
      </div>
    </Box>
  );
}
