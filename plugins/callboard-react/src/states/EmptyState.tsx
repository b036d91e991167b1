import InboxOutlinedIcon from '@mui/icons-material/InboxOutlined';
import type { ReactElement, ReactNode } from 'react';
import { StateLayout } from './StateLayout';

/** The placeholder of missing content: its purpose, and the first step. @public */
export function EmptyState(props: {
  title: ReactNode;
  /** The purpose of this view, or why nothing matches. */
  children?: ReactNode;
  /** The first step, usually one button. */
  action?: ReactNode;
  icon?: ReactElement;
}) {
  return (
    <StateLayout
      role="status"
      icon={props.icon ?? <InboxOutlinedIcon />}
      title={props.title}
      action={props.action}
    >
      {props.children}
    </StateLayout>
  );
}
