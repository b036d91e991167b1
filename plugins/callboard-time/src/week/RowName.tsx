import { Link } from '@backstage/core-components';
import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { useResource } from '@callboard/plugin-callboard-react';
import { LeaveButton } from './LeaveButton';

/** The name of a row: its work item, with a link. */
export function RowName(props: {
  row: TimesheetRow;
  isActive: boolean;
  /** The name for a work item that the viewer may no longer see. */
  unseen: string;
  /** Removes a row without time from the week. */
  onLeave?: () => void;
}) {
  const { row, onLeave } = props;
  const { issue_id, identifier, issue_name } = row;
  const resource = useResource('work_item', issue_id);
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
        {typeof resource === 'object' ? (
          // The cell itself is a stop of the grid's cursor; Enter follows the link.
          <Link to={resource.url} tabIndex={-1} className="item">
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
