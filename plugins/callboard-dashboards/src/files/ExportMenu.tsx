import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type Dashboard, endpoints } from '@callboard/plugin-callboard-common';
import {
  callboardReactTranslationRef,
  visuallyHidden,
  useDownloadText,
  type OwnWorkspace,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import DataObjectIcon from '@mui/icons-material/DataObject';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import PictureAsPdfOutlinedIcon from '@mui/icons-material/PictureAsPdfOutlined';
import TableViewOutlinedIcon from '@mui/icons-material/TableViewOutlined';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type SvgIcon from '@mui/material/SvgIcon';
import Tooltip from '@mui/material/Tooltip';
import { useRef, useState } from 'react';
import type { ViewerFilters } from '../data/useWidgetData';
import { useDashboardActions } from '../list/useDashboardActions';
import { callboardDashboardsFilesTranslationRef } from './filesTranslation';
import { useFileDownload, useProgressText } from './fileDownload';

const fileEndpoints = {
  pdf: endpoints.exportDashboardPdf,
  xlsx: endpoints.exportDashboardXlsx,
} as const;

type MenuEntry = [text: string, Icon: typeof SvgIcon, run: () => void];

/** A menu that exports a dashboard to a file, or opens its email schedules. */
export function ExportMenu(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  viewerFilters: ViewerFilters;
  /** Set for users who may schedule emails of the dashboard. */
  onSend?: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsFilesTranslationRef);
  const { t: tReact } = useTranslationRef(callboardReactTranslationRef);
  const { workspace, dashboard, viewerFilters, onSend } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const actions = useDashboardActions(workspace);
  const formatDownload = useDownloadText();
  const formatProgress = useProgressText();
  const client = useCallboardClient();
  const { slug } = workspace;
  const { id } = dashboard;
  const file = useFileDownload<keyof typeof fileEndpoints>(
    `dashboards/${id}`,
    'dashboard',
    (format, signal) =>
      client.fetch(fileEndpoints[format], {
        params: { slug, id },
        query: { ...viewerFilters },
        signal,
      }),
  );
  const { running: runningDownload } = file;
  const label = t(onSend ? 'saveOrSend' : 'save');
  // Only one download runs at a time. While it runs, the menu offers to cancel it.
  const fileEntries: MenuEntry[] = runningDownload
    ? [[tReact('export.cancel'), CloseIcon, file.cancel]]
    : [
        [t('pdf'), PictureAsPdfOutlinedIcon, () => file.save('pdf')],
        [t('xlsx'), TableViewOutlinedIcon, () => file.save('xlsx')],
      ];
  const entries: MenuEntry[] = [
    ...fileEntries,
    [t('json'), DataObjectIcon, () => actions.exportFile(dashboard)],
    ...(onSend
      ? [[t('send'), MailOutlineIcon, onSend] satisfies MenuEntry]
      : []),
  ];
  return (
    <>
      <Tooltip title={formatProgress(runningDownload) || label}>
        <IconButton
          ref={button}
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => setOpen(true)}
        >
          {runningDownload ? (
            <CircularProgress size={24} aria-hidden />
          ) : (
            <FileDownloadOutlinedIcon />
          )}
        </IconButton>
      </Tooltip>
      <Menu
        anchorEl={button.current}
        open={isOpen}
        onClose={() => setOpen(false)}
      >
        {entries.map(([text, Icon, run]) => (
          <MenuItem
            key={text}
            // A line separates the exports from the email schedules.
            divider={onSend !== undefined && text === t('json')}
            onClick={() => {
              setOpen(false);
              run();
            }}
          >
            <ListItemIcon>
              <Icon fontSize="small" />
            </ListItemIcon>
            {text}
          </MenuItem>
        ))}
      </Menu>
      <Box role="status" sx={visuallyHidden}>
        {formatDownload(runningDownload)}
      </Box>
    </>
  );
}
