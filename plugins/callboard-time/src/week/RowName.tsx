import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { usePlace } from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import IconButton from '@mui/material/IconButton';
import { callboardTimeTranslationRef } from '../translation';

/** The name of a row: its item, with the way there. */
export function RowName(props: {
  row: TimesheetRow;
  isActive: boolean;
  /** Takes a row without time out of the week. */
  onLeave?: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { row, onLeave } = props;
  const { issue_id, identifier, issue_name } = row;
  const place = usePlace('work_item', issue_id);
  const title = issue_id ? issue_name ?? '' : t('grid.unseen');
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
          <IconButton
            size="small"
            tabIndex={-1}
            className="leave"
            aria-label={t('grid.leave', { item: identifier ?? title })}
            onClick={onLeave}
          >
            <CloseIcon fontSize="inherit" />
          </IconButton>
        )}
      </div>
    </th>
  );
}
