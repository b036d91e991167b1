import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type Dashboard, endpoints } from '@callboard/plugin-callboard-common';
import {
  ActionMenu,
  type MenuAction,
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
import type { ViewerFilters } from '../data/useWidgetData';
import { useDashboardActions } from '../list/useDashboardActions';
import { callboardDashboardsFilesTranslationRef } from './filesTranslation';
import { useFileDownload, useProgressText } from './fileDownload';

const fileEndpoints = {
  pdf: endpoints.exportDashboardPdf,
  xlsx: endpoints.exportDashboardXlsx,
} as const;

export function ExportMenu(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  viewerFilters: ViewerFilters;
  /** Opens the email schedules. Set only for users who may see them. */
  onOpenSchedules?: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsFilesTranslationRef);
  const { t: tReact } = useTranslationRef(callboardReactTranslationRef);
  const { workspace, dashboard, viewerFilters, onOpenSchedules } = props;
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
  const label = t(onOpenSchedules ? 'saveOrSend' : 'save');
  // Only one download runs at a time. While it runs, the menu offers to cancel it.
  const fileActions: MenuAction[] = runningDownload
    ? [{ label: tReact('export.cancel'), Icon: CloseIcon, run: file.cancel }]
    : [
        {
          label: t('pdf'),
          Icon: PictureAsPdfOutlinedIcon,
          run: () => file.save('pdf'),
        },
        {
          label: t('xlsx'),
          Icon: TableViewOutlinedIcon,
          run: () => file.save('xlsx'),
        },
      ];
  return (
    <>
      <ActionMenu
        label={label}
        tooltip={formatProgress(runningDownload) || label}
        icon={
          runningDownload ? (
            <CircularProgress size={24} aria-hidden />
          ) : (
            <FileDownloadOutlinedIcon />
          )
        }
        actions={[
          ...fileActions,
          {
            label: t('json'),
            Icon: DataObjectIcon,
            run: () => actions.exportFile(dashboard),
            hasDivider: onOpenSchedules !== undefined,
          },
          onOpenSchedules !== undefined && {
            label: t('send'),
            Icon: MailOutlineIcon,
            run: onOpenSchedules,
          },
        ]}
      />
      <Box role="status" sx={visuallyHidden}>
        {formatDownload(runningDownload)}
      </Box>
    </>
  );
}
