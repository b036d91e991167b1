import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { endpoints, ResponseOf } from '@callboard/plugin-callboard-common';
import { usePageVirtualizer } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { useMemo, useRef } from 'react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { toMapColumns } from './toMapColumns';
import { getColumnHeading } from './getColumnHeading';
import { toMapRows } from './toMapRows';
import { DepartmentCells, PersonCells } from './MapRows';
import { mapStyles, ROW_HEIGHT } from './mapStyles';

const NOTHING = -1;

/** The share of expected time that is logged, by person and day or week. */
export function HeatMap(props: {
  capacity: ResponseOf<typeof endpoints.getCapacity>;
  weekStart?: number;
  today: string;
  /** Opens the days of a person, at the clicked one. */
  onOpen: (person: string, day?: string) => void;
  /** Filters the map to a department. */
  onNarrow: (department: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { capacity, weekStart, today, onOpen, onNarrow } = props;
  const { items, departments } = capacity;
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => toMapRows(departments, items),
    [departments, items],
  );
  const shown = useMemo(() => {
    const days = items[0]?.days ?? [];
    return { columns: toMapColumns(days, weekStart), weekStart, today };
  }, [items, weekStart, today]);
  const { columns } = shown;
  const styles = useMemo(() => mapStyles(columns.length), [columns.length]);
  const virtualizer = usePageVirtualizer(list, {
    count: rows.length,
    getItemKey: at => rows[at].key,
    estimateSize: () => ROW_HEIGHT,
    keep: NOTHING,
  });
  const { scrollMargin } = virtualizer.options;
  return (
    <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
      <Box
        role="table"
        aria-label={t('capacity.label')}
        aria-rowcount={rows.length + 1}
        sx={styles}
      >
        <div role="rowgroup">
          <div role="row" className="heads" aria-rowindex={1}>
            <span role="columnheader" className="name head">
              {t('capacity.person')}
            </span>
            <span role="columnheader" className="sum head">
              {t('capacity.ratio')}
            </span>
            {columns.map(({ date }, at) => {
              const { month, day } = getColumnHeading(columns, at);
              return (
                <span key={date} role="columnheader" className="day head">
                  {month && <b>{month} </b>}
                  {day}
                </span>
              );
            })}
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
                    days={row.days}
                    shown={shown}
                    onNarrow={departments.length > 1 ? onNarrow : undefined}
                  />
                ) : (
                  <PersonCells
                    person={row.person}
                    shown={shown}
                    onOpen={onOpen}
                  />
                )}
              </div>
            );
          })}
        </div>
      </Box>
    </Paper>
  );
}
