import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  DepartmentCapacity,
  MemberCapacity,
} from '@callboard/plugin-callboard-common';
import Link from '@mui/material/Link';
import { memo } from 'react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { bandLooks } from './bandLooks';
import { bandOf } from './bandOf';
import { cellsOf, type MapColumn } from './columnsOf';
import { SumCell } from './SumCell';
import { useBandText } from './useBandText';

function Person(props: {
  person: MemberCapacity;
  columns: readonly MapColumn[];
  weekStart?: number;
  onOpen: (person: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { person, columns, onOpen } = props;
  const textOf = useBandText();
  return (
    <>
      <span role="rowheader" className="name">
        <Link
          component="button"
          type="button"
          variant="body2"
          color="inherit"
          noWrap
          title={t('capacity.open', { person: person.display_name })}
          onClick={() => onOpen(person.member_id)}
        >
          {person.display_name}
        </Link>
      </span>
      <SumCell {...person} />
      {cellsOf(person.days, columns, props.weekStart).map((cell, at) => {
        const band = bandOf(cell.expected_minutes, cell.logged_minutes);
        const text = textOf(columns[at], cell);
        return (
          <span
            key={cell.date}
            role="cell"
            className={`cell ${band}`}
            title={text}
          >
            <span aria-hidden>{bandLooks[band].mark}</span>
            <span className="unseen">{text}</span>
          </span>
        );
      })}
    </>
  );
}

function Department(props: {
  department: DepartmentCapacity;
  columns: number;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { name, people } = props.department;
  return (
    <>
      <span role="rowheader" className="name department">
        {name ?? t('capacity.noDepartment')}
      </span>
      <SumCell {...props.department} />
      <span
        role="cell"
        className="head"
        aria-colspan={props.columns}
        style={{ gridColumn: '3 / -1' }}
      >
        {t('capacity.people', { count: people })}
      </span>
    </>
  );
}

/** What the row of a person holds. */
export const PersonCells = memo(Person);

/** What the row of a department holds: its sums. */
export const DepartmentCells = memo(Department);
