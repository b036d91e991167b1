import { Link } from '@backstage/core-components';
import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { usePlace } from '@callboard/plugin-callboard-react';
import { LeaveButton } from './LeaveButton';

/** The name of a row: its item, with the way there. */
export function RowName(props: {
  row: TimesheetRow;
  isActive: boolean;
  /** What it is called where the reader has lost sight of it. */
  unseen: string;
  /** Takes a row without time out of the week. */
  onLeave?: () => void;
}) {
  const { row, onLeave } = props;
  const { issue_id, identifier, issue_name } = row;
  const place = usePlace('work_item', issue_id);
  const title = issue_id ? issue_name ?? '' : props.unseen;
  const name = (
    <>
      {identifier && <span className="identifier">{identifier} </span>}
      <span className="title">{title}</span>
    </>
  );
  return (
    <th
      scope="row"
      data-cell
      className="name"
      tabIndex={props.isActive ? 0 : -1}
      title={`${identifier ?? ''} ${title}`.trim()}
    >
      <div>
        {typeof place === 'object' ? (
          // The name itself is a stop of the grid; Enter follows the link.
          <Link to={place.url} tabIndex={-1} className="item">
            {name}
          </Link>
        ) : (
          <span className="item">{name}</span>
        )}
        {onLeave && (
          <LeaveButton item={identifier ?? title} onLeave={onLeave} />
        )}
      </div>
    </th>
  );
}
