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
import MoreVertIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type SvgIcon from '@mui/material/SvgIcon';
import { useCallback, useState, type SyntheticEvent } from 'react';
import {
  useAllowed,
  useFeature,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import type { DashboardActions } from './useDashboardActions';

/**
 * A user's rights on a dashboard. The owner has all rights, except as a guest of the workspace.
 * Workspace admins have all rights on shared dashboards. The portal's policy can deny each right.
 */
export interface DashboardRights {
  isOwner: boolean;
  canChange: boolean;
  canDelete: boolean;
  /** Whether the user may see the email schedules of the dashboard. False if emails are off. */
  canSchedule: boolean;
  /** Whether the user may create copies of the dashboard. */
  canCopy: boolean;
}

/** Returns a function that gets the user's rights on a dashboard of a workspace. */
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

type MenuEntry = readonly [
  name:
    | 'open'
    | 'duplicate'
    | 'edit'
    | 'makeDefault'
    | 'unmakeDefault'
    | 'share'
    | 'makePrivate'
    | 'export'
    | 'delete',
  Icon: typeof SvgIcon,
  run: () => void,
];

const stopPropagation = (event: SyntheticEvent) => event.stopPropagation();

export function DashboardMenu(props: {
  dashboard: Dashboard;
  rights: DashboardRights;
  actions: DashboardActions;
  onEdit: (dashboard: Dashboard) => void;
  onDelete: (dashboard: Dashboard) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { dashboard, rights, actions } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  const isShared = dashboard.access === 'shared';
  const entries: Array<MenuEntry | false> = [
    ['open', ArrowForwardIcon, () => actions.open(dashboard)],
    rights.canCopy && [
      'duplicate',
      ContentCopyIcon,
      () => actions.duplicate(dashboard),
    ],
    rights.canChange && [
      'edit',
      EditOutlinedIcon,
      () => props.onEdit(dashboard),
    ],
    rights.canChange &&
      isShared && [
        dashboard.is_default ? 'unmakeDefault' : 'makeDefault',
        FlagOutlinedIcon,
        () => actions.setDefault(dashboard, !dashboard.is_default),
      ],
    rights.canChange &&
      rights.isOwner && [
        isShared ? 'makePrivate' : 'share',
        isShared ? LockOutlinedIcon : GroupsOutlinedIcon,
        () => actions.setShared(dashboard, !isShared),
      ],
    ['export', FileDownloadOutlinedIcon, () => actions.exportFile(dashboard)],
    rights.canDelete && [
      'delete',
      DeleteOutlinedIcon,
      () => props.onDelete(dashboard),
    ],
  ];
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('menu.more', { name: dashboard.name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon fontSize="small" />
      </IconButton>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        // Events in the menu must not reach the table row.
        onClick={stopPropagation}
        onKeyDown={stopPropagation}
      >
        {entries
          .filter((entry): entry is MenuEntry => entry !== false)
          .map(([name, Icon, run]) => (
            <MenuItem
              key={name}
              onClick={() => {
                setAnchor(null);
                run();
              }}
              sx={name === 'delete' ? { color: 'error.main' } : undefined}
            >
              <ListItemIcon sx={{ color: 'inherit' }}>
                <Icon fontSize="small" />
              </ListItemIcon>
              {t(`menu.${name}`)}
            </MenuItem>
          ))}
      </Menu>
    </>
  );
}
