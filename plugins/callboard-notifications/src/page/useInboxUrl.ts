import {
  notificationSeverities,
  notificationType,
  slug,
  type NotificationSeverity,
} from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { views, type View } from '../data/notificationState';
import type { ListQuery } from '../data/useNotificationPages';

const parameters = ['view', 'unread', 'type', 'severity', 'workspace'] as const;

/** The filters in the page's address. */
export interface InboxUrl {
  view: View;
  unread: boolean;
  type?: string;
  severity?: NotificationSeverity;
  workspace?: string;
  /** The number of filters; the view does not count. */
  count: number;
  query: ListQuery;
  set: (patch: {
    view?: View;
    unread?: boolean;
    type?: string;
    severity?: string;
    workspace?: string;
  }) => void;
  clear: () => void;
}

const findOption = <Name extends string>(
  names: readonly Name[],
  text: string | undefined,
): Name | undefined => names.find(name => name === text);

/** Reads the filters from the address and ignores malformed ones. */
export function useInboxUrl(): InboxUrl {
  const [state, setState] = useUrlState(parameters);
  return useMemo(() => {
    const view = findOption(views, state.view) ?? 'inbox';
    const unread = state.unread === 'true';
    const type = notificationType.safeParse(state.type).data;
    const severity = findOption(notificationSeverities, state.severity);
    const workspace = slug.safeParse(state.workspace).data;
    return {
      view,
      unread,
      type,
      severity,
      workspace,
      count: [unread || undefined, type, severity, workspace].filter(Boolean)
        .length,
      query: {
        archived: view === 'archived' || undefined,
        snoozed: view === 'snoozed' || undefined,
        only_unread: unread || undefined,
        type,
        severity,
        workspace,
      },
      set: patch =>
        setState({
          ...patch,
          ...('view' in patch && {
            view: patch.view === 'inbox' ? undefined : patch.view,
          }),
          ...('unread' in patch && {
            unread: patch.unread ? 'true' : undefined,
          }),
        } as Parameters<typeof setState>[0]),
      clear: () =>
        setState({
          unread: undefined,
          type: undefined,
          severity: undefined,
          workspace: undefined,
        }),
    };
  }, [state, setState]);
}
