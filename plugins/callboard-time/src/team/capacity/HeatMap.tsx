import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  endpoints,
  ResponseOf,
  DepartmentCapacity,
  MemberCapacity,
} from '@callboard/plugin-callboard-common';
import {
  usePageVirtualizer,
  visuallyHidden,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { useMemo, useRef } from 'react';
import { alpha, type Theme } from '@mui/material/styles';
import type { SystemStyleObject } from '@mui/system';
import { formatDayNumber, formatMonth } from '../../data/dates';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import {
  bandStyles,
  DepartmentCells,
  PersonCells,
  toMapColumns,
  type MapColumn,
} from './heatMapCells';

/** The widths of the first columns, smaller in narrow windows, so that more days fit. */
const NAME_WIDTH_PX = { xs: 136, sm: 224 };
const SUM_WIDTH_PX = { xs: 68, sm: 84 };

const CELL_WIDTH_PX = 26;
const ROW_HEIGHT_PX = 36;
const HEAD_HEIGHT_PX = 44;

const formatGridTracks = (size: 'xs' | 'sm', columnCount: number) =>
  `${NAME_WIDTH_PX[size]}px ${SUM_WIDTH_PX[size]}px repeat(${columnCount}, minmax(${CELL_WIDTH_PX}px, 1fr))`;

const formatGridWidth = (size: 'xs' | 'sm', columnCount: number) =>
  `${NAME_WIDTH_PX[size] + SUM_WIDTH_PX[size] + columnCount * CELL_WIDTH_PX}px`;

/** The colours of the bands. Symbols in the cells show the bands without colour. */
const createFillStyles = ({
  palette,
}: Theme): Record<string, { bgcolor: string }> => ({
  '& .cell.under': { bgcolor: alpha(palette.warning.main, 0.16) },
  '& .cell.on': { bgcolor: alpha(palette.success.main, 0.16) },
  '& .cell.over': { bgcolor: alpha(palette.error.main, 0.2) },
});

const bandColorStyles: Record<string, { color: string }> = Object.fromEntries(
  Object.entries(bandStyles).map(([band, { color }]) => [
    `& .${band}`,
    { color },
  ]),
);

/** Styles thousands of cells from their container, which renders faster. */
const createMapStyles =
  (columnCount: number) =>
  (theme: Theme): SystemStyleObject<Theme> => ({
    overflowX: 'auto',
    typography: 'body2',
    fontVariantNumeric: 'tabular-nums',
    '& [role=row]': {
      display: 'grid',
      gridTemplateColumns: {
        xs: formatGridTracks('xs', columnCount),
        sm: formatGridTracks('sm', columnCount),
      },
      alignItems: 'center',
      minWidth: {
        xs: formatGridWidth('xs', columnCount),
        sm: formatGridWidth('sm', columnCount),
      },
      height: ROW_HEIGHT_PX,
      borderTop: 1,
      borderColor: 'divider',
    },
    '& [role=row].heads': { height: HEAD_HEIGHT_PX, borderTop: 0 },
    '& .name': {
      position: 'sticky',
      left: 0,
      zIndex: 1,
      height: '100%',
      display: 'flex',
      alignItems: 'center',
      gap: 1,
      pl: { xs: 1.5, sm: 3 },
      pr: 1,
      bgcolor: 'background.paper',
      overflow: 'hidden',
      whiteSpace: 'nowrap',
    },
    '& .name.department, & .name.head': { pl: { xs: 1, sm: 2 } },
    '& .department, & .department ~ .sum': { fontWeight: 600 },
    '& .text': { overflow: 'hidden', textOverflow: 'ellipsis' },
    '& .people': { color: 'text.secondary', fontWeight: 400 },
    '& .sum': { textAlign: 'end', pr: 1.5, whiteSpace: 'nowrap' },
    '& .cell': {
      height: 'calc(100% - 4px)',
      mx: '1px',
      borderRadius: 0.5,
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      fontSize: '0.75rem',
      lineHeight: 1,
    },
    '& .cell button': {
      width: '100%',
      height: '100%',
      p: 0,
      border: 0,
      font: 'inherit',
      color: 'inherit',
      background: 'none',
      cursor: 'pointer',
    },
    '& .day': {
      alignSelf: 'end',
      pb: 0.75,
      textAlign: 'center',
      fontSize: '0.75rem',
      lineHeight: 1.3,
    },
    // The name of a month may be wider than its column.
    '& .day b': { display: 'block', width: 0, fontWeight: 600 },
    '& .head': { color: 'text.secondary', whiteSpace: 'nowrap' },
    '& .visually-hidden': visuallyHidden,
    ...bandColorStyles,
    ...createFillStyles(theme),
  });

type Day = MemberCapacity['days'][number];

type MapRow =
  | {
      kind: 'department';
      key: string;
      department: DepartmentCapacity;
      days: readonly Day[];
    }
  | { kind: 'person'; key: string; person: MemberCapacity };

function sumDays(people: readonly MemberCapacity[]): Day[] {
  const [firstPerson, ...otherPeople] = people;
  const sums = (firstPerson?.days ?? []).map(day => ({ ...day }));
  for (const { days } of otherPeople) {
    days.forEach(({ expected_minutes, logged_minutes }, index) => {
      sums[index].expected_minutes += expected_minutes;
      sums[index].logged_minutes += logged_minutes;
    });
  }
  return sums;
}

function toMapRows(
  departments: readonly DepartmentCapacity[],
  people: readonly MemberCapacity[],
): MapRow[] {
  const peopleByDepartment = new Map<string | null, MemberCapacity[]>();
  for (const person of people) {
    const { department_id } = person;
    const members = peopleByDepartment.get(department_id);
    if (members) {
      members.push(person);
    } else {
      peopleByDepartment.set(department_id, [person]);
    }
  }
  return departments.flatMap(department => {
    const members = peopleByDepartment.get(department.department_id) ?? [];
    return [
      {
        kind: 'department' as const,
        key: `department ${department.department_id}`,
        department,
        days: sumDays(members),
      },
      ...members.map(person => ({
        kind: 'person' as const,
        key: person.member_id,
        person,
      })),
    ];
  });
}

function getColumnHeading(
  columns: readonly MapColumn[],
  index: number,
): { day: string; month?: string } {
  const { date } = columns[index];
  const isNewMonth = columns[index - 1]?.date.slice(0, 7) !== date.slice(0, 7);
  return {
    day: formatDayNumber(date),
    month: isNewMonth ? formatMonth(date) : undefined,
  };
}

export function HeatMap(props: {
  capacity: ResponseOf<typeof endpoints.getCapacity>;
  weekStart: number;
  today: string;
  onOpen: (person: string, day?: string) => void;
  onFilter: (department: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { capacity, weekStart, today, onOpen, onFilter } = props;
  const { items, departments } = capacity;
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => toMapRows(departments, items),
    [departments, items],
  );
  const layout = useMemo(() => {
    const days = items[0]?.days ?? [];
    return { columns: toMapColumns(days, weekStart), weekStart, today };
  }, [items, weekStart, today]);
  const { columns } = layout;
  const styles = useMemo(
    () => createMapStyles(columns.length),
    [columns.length],
  );
  const virtualizer = usePageVirtualizer(list, {
    count: rows.length,
    getItemKey: index => rows[index].key,
    estimateSize: () => ROW_HEIGHT_PX,
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
            {columns.map(({ date }, index) => {
              const { month, day } = getColumnHeading(columns, index);
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
                    layout={layout}
                    onFilter={departments.length > 1 ? onFilter : undefined}
                  />
                ) : (
                  <PersonCells
                    person={row.person}
                    layout={layout}
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
