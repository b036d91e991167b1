import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  permissions,
  type Dashboard,
} from '@callboard/plugin-callboard-common';
import ArrowForwardIcon from '@mui/icons-material/ArrowForward';
import ContentCopyIcon from '@mui/icons-material/ContentCopyOutlined';
import DeleteOutlinedIcon from '@mui/icons-material/DeleteOutlined';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import FlagOutlinedIcon from '@mui/icons-material/FlagOutlined';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import { useCallback } from 'react';
import {
  ActionMenu,
  useAllowed,
  useFeature,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import type { DashboardActions } from './useDashboardActions';

/**
 * A user's rights on a dashboard. Owners can manage their dashboards unless they are guests of the
 * workspace; workspace admins can manage shared ones. Everyone but guests can copy a dashboard. The
 * portal's policy can deny each right.
 */
export interface DashboardRights {
  isOwner: boolean;
  canChange: boolean;
  canDelete: boolean;
  /** Whether the user may see the email schedules of the dashboard. False if emails are off. */
  canSchedule: boolean;
  canCopy: boolean;
}

export function useDashboardRights({
  slug,
  role,
}: OwnWorkspace): (
  dashboard: Pick<Dashboard, 'owner_ref' | 'access'>,
) => DashboardRights {
  const userRef = useMe().data?.user_ref;
  const hasMail = useFeature('mail');
  const { dashboard, dashboardSchedule } = permissions;
  const isCreateAllowed = useAllowed(dashboard.create, slug);
  const isUpdateAllowed = useAllowed(dashboard.update, slug);
  const isDeleteAllowed = useAllowed(dashboard.delete, slug);
  const isScheduleAllowed = useAllowed(dashboardSchedule.read, slug);
  return useCallback(
    ({ owner_ref, access }) => {
      const isOwner = owner_ref === userRef;
      const isGuest = role === 'guest';
      const isManager =
        (isOwner && !isGuest) || (access === 'shared' && role === 'admin');
      return {
        isOwner,
        canChange: isManager && isUpdateAllowed,
        canDelete: isManager && isDeleteAllowed,
        canSchedule: isManager && hasMail && isScheduleAllowed,
        canCopy: !isGuest && isCreateAllowed,
      };
    },
    [
      userRef,
      role,
      isCreateAllowed,
      isUpdateAllowed,
      isDeleteAllowed,
      hasMail,
      isScheduleAllowed,
    ],
  );
}

export function DashboardMenu(props: {
  dashboard: Dashboard;
  rights: DashboardRights;
  actions: DashboardActions;
  onEdit: (dashboard: Dashboard) => void;
  onDelete: (dashboard: Dashboard) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { dashboard, rights, actions } = props;
  const isShared = dashboard.access === 'shared';
  return (
    <ActionMenu
      label={t('menu.more', { name: dashboard.name })}
      size="small"
      actions={[
        {
          label: t('menu.open'),
          Icon: ArrowForwardIcon,
          run: () => actions.open(dashboard),
        },
        rights.canCopy && {
          label: t('menu.duplicate'),
          Icon: ContentCopyIcon,
          run: () => actions.duplicate(dashboard),
        },
        rights.canChange && {
          label: t('menu.edit'),
          Icon: EditOutlinedIcon,
          run: () => props.onEdit(dashboard),
        },
        rights.canChange &&
          isShared && {
            label: t(
              `menu.${dashboard.is_default ? 'unmakeDefault' : 'makeDefault'}`,
            ),
            Icon: FlagOutlinedIcon,
            run: () => actions.setDefault(dashboard, !dashboard.is_default),
          },
        rights.canChange &&
          rights.isOwner && {
            label: t(`menu.${isShared ? 'makePrivate' : 'share'}`),
            Icon: isShared ? LockOutlinedIcon : GroupsOutlinedIcon,
            run: () => actions.setShared(dashboard, !isShared),
          },
        {
          label: t('menu.export'),
          Icon: FileDownloadOutlinedIcon,
          run: () => actions.exportFile(dashboard),
        },
        rights.canDelete && {
          label: t('menu.delete'),
          Icon: DeleteOutlinedIcon,
          run: () => props.onDelete(dashboard),
          isDestructive: true,
        },
      ]}
    />
  );
}
