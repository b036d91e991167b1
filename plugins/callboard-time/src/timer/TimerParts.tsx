import { useNow, useResource } from '@callboard/plugin-callboard-react';
import { Link } from '@backstage/core-components';
import type { Timer } from '@callboard/plugin-callboard-common';
import type { ReactNode } from 'react';
import Popover from '@mui/material/Popover';
import { Duration } from 'luxon';
import { WorkItemLinks } from '../entries/WorkItemLinks';

export function TimerPopover(props: {
  label: string;
  anchor: Element | undefined;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Popover
      open={props.anchor !== undefined}
      anchorEl={props.anchor}
      onClose={props.onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': props.label,
          sx: { p: 2, width: 'min(400px, calc(100vw - 32px))' },
        },
      }}
    >
      {props.children}
    </Popover>
  );
}

function Identifier({ work_item }: Pick<Timer, 'work_item'>) {
  const resource = useResource('work_item', work_item.id);
  const { identifier, title } = work_item;
  return typeof resource === 'object' ? (
    <Link to={resource.url} title={title} color="inherit">
      {identifier}
    </Link>
  ) : (
    <span title={title}>{identifier}</span>
  );
}

export function TimerLink({ work_item }: Pick<Timer, 'work_item'>) {
  return (
    <WorkItemLinks ids={[work_item.id]}>
      <Identifier work_item={work_item} />
    </WorkItemLinks>
  );
}

/** Formats elapsed time like a clock: `00:42`; negative values count as zero. */
export function formatElapsed(milliseconds: number): string {
  return Duration.fromMillis(Math.max(0, milliseconds), {
    numberingSystem: 'latn',
  }).toFormat('hh:mm');
}

const SECOND_MS = 1_000;

/** The elapsed time of a timer. Only this text renders again every second. */
export function Elapsed(props: {
  started_at: string;
  /** How far the server's clock is ahead of the browser's, in milliseconds. */
  clockOffset: number;
}) {
  const now = useNow(SECOND_MS) + props.clockOffset;
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums' }}>
      {formatElapsed(now - Date.parse(props.started_at))}
    </span>
  );
}
