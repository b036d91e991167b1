import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  DepartmentCapacity,
  MemberCapacity,
} from '@callboard/plugin-callboard-common';
import Link from '@mui/material/Link';
import { memo } from 'react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { DayCells } from './DayCells';
import type { MapDays } from './MapDays';
import { SumCell } from './SumCell';

function Name(props: { text: string; hint: string; onClick: () => void }) {
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
  shown: MapDays;
  onOpen: (person: string, day?: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { person, shown, onOpen } = props;
  return (
    <>
      <span role="rowheader" className="name">
        <Name
          text={person.display_name}
          hint={t('capacity.open', { person: person.display_name })}
          onClick={() => onOpen(person.member_id)}
        />
      </span>
      <SumCell sum={person} days={person.days} today={shown.today} />
      <DayCells
        days={person.days}
        shown={shown}
        onOpen={day => onOpen(person.member_id, day)}
      />
    </>
  );
}

function Department(props: {
  department: DepartmentCapacity;
  days: Readonly<MemberCapacity['days']>;
  shown: MapDays;
  /** Shows only this department; absent if it is the only one already. */
  onNarrow?: (department: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { department, days, shown, onNarrow } = props;
  const { department_id: id, people } = department;
  const name = department.name ?? t('capacity.noDepartment');
  return (
    <>
      <span role="rowheader" className="name department">
        {id && onNarrow ? (
          <Name
            text={name}
            hint={t('capacity.narrow', { department: name })}
            onClick={() => onNarrow(id)}
          />
        ) : (
          <span className="text">{name}</span>
        )}
        <span
          className="people"
          title={t('capacity.people', { count: people })}
        >
          <span aria-hidden>{people}</span>
          <span className="unseen">
            {t('capacity.people', { count: people })}
          </span>
        </span>
      </span>
      <SumCell sum={department} days={days} today={shown.today} />
      <DayCells days={days} shown={shown} />
    </>
  );
}

/** The cells of a person's row. */
export const PersonCells = memo(Person);

/** The cells of a department's row: the totals of its people. */
export const DepartmentCells = memo(Department);
