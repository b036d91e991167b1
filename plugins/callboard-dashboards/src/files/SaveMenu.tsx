import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Dashboard } from '@callboard/plugin-callboard-common';
import {
  ExportProgress,
  outOfSight,
  useDownloadText,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import DataObjectIcon from '@mui/icons-material/DataObject';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import PictureAsPdfOutlinedIcon from '@mui/icons-material/PictureAsPdfOutlined';
import TableViewOutlinedIcon from '@mui/icons-material/TableViewOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useRef, useState } from 'react';
import type { AskedAlone } from '../data/AskedAlone';
import { useDashboardActs } from '../list/acts/useDashboardActs';
import { callboardDashboardsFilesTranslationRef } from './filesTranslation';
import { useDashboardFile } from './useDashboardFile';

/** Saves a dashboard as a file of several kinds, or has it mailed. */
export function SaveMenu(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  asked: AskedAlone;
  /** Of who may have it mailed. */
  onSend?: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsFilesTranslationRef);
  const { workspace, dashboard, asked, onSend } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const acts = useDashboardActs(workspace);
  const downloadText = useDownloadText();
  const file = useDashboardFile(workspace.slug, dashboard, asked);
  const { underWay } = file;
  const label = t(onSend ? 'saveOrSend' : 'save');
  const entries = [
    ['pdf', PictureAsPdfOutlinedIcon, () => file.save('pdf')],
    ['xlsx', TableViewOutlinedIcon, () => file.save('xlsx')],
    ['json', DataObjectIcon, () => acts.exportFile(dashboard)],
    ...(onSend ? ([['send', MailOutlineIcon, onSend]] as const) : []),
  ] as const;
  const isBusy = (name: string) =>
    underWay !== undefined && (name === 'pdf' || name === 'xlsx');
  return (
    <>
      {underWay && (
        <ExportProgress
          isWaiting={underWay.state === 'waiting'}
          bytes={underWay.bytes}
          onCancel={file.cancel}
          onFocusLost={() => button.current?.focus()}
        />
      )}
      <Tooltip title={label}>
        <IconButton
          ref={button}
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => setOpen(true)}
        >
          <FileDownloadOutlinedIcon />
        </IconButton>
      </Tooltip>
      <Menu
        anchorEl={button.current}
        open={isOpen}
        onClose={() => setOpen(false)}
      >
        {entries.map(([name, Icon, act]) => (
          <MenuItem
            key={name}
            disabled={isBusy(name)}
            divider={name === 'json' && onSend !== undefined}
            onClick={() => {
              setOpen(false);
              act();
            }}
          >
            <ListItemIcon>
              <Icon fontSize="small" />
            </ListItemIcon>
            {t(name)}
          </MenuItem>
        ))}
      </Menu>
      <Box role="status" sx={outOfSight}>
        {downloadText(underWay)}
      </Box>
    </>
  );
}
