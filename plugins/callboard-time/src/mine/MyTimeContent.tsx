import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { includesRole, permissions } from '@callboard/plugin-callboard-common';
import {
  ActionMenu,
  LoadingState,
  ExactPath,
  PageBody,
  Toolbar,
  WorkspaceChoice,
  type OwnWorkspace,
  ChoiceToggle,
  useAllowed,
  useZoneToday,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { type ReactNode, useState } from 'react';
import CalendarViewWeekOutlinedIcon from '@mui/icons-material/CalendarViewWeekOutlined';
import TodayOutlinedIcon from '@mui/icons-material/TodayOutlined';
import BeachAccessOutlinedIcon from '@mui/icons-material/BeachAccessOutlined';
import CalendarMonthOutlinedIcon from '@mui/icons-material/CalendarMonthOutlined';
import FileUploadOutlinedIcon from '@mui/icons-material/FileUploadOutlined';
import { useLiveTime } from '../data/refreshTime';
import { OwnBalance } from '../balance/OwnBalance';
import { DayView } from './DayView';
import { CalendarFeedDialog } from './CalendarFeedDialog';
import { ImportTime } from '../imports/ImportTime';
import { callboardTimeTranslationRef } from '../translation';
import { WeekView } from '../week/WeekView';
import { TimeOffDrawer } from '../admin/TimeOffList';
import { useMyTimeUrl, type MyTimeView } from './useMyTimeUrl';

function MyTimeMenu(props: {
  workspace: OwnWorkspace;
  /** Absent if the portal's policy denies imports. */
  onImport?: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { onImport } = props;
  const { slug } = props.workspace;
  const canReadTimeOff = useAllowed(permissions.timeOff.read, slug);
  const canCreateFeed = useAllowed(permissions.calendarFeed.create);
  const canRevokeFeed = useAllowed(permissions.calendarFeed.delete);
  const [visibleDialog, setVisibleDialog] = useState<'timeOff' | 'feed'>();
  const today = useZoneToday(props.workspace.timezone);
  const close = () => setVisibleDialog(undefined);
  return (
    <>
      <ActionMenu
        label={t('mine.more')}
        tooltip={t('mine.more')}
        size="small"
        actions={[
          canReadTimeOff && {
            label: t('mine.timeOff'),
            Icon: BeachAccessOutlinedIcon,
            run: () => setVisibleDialog('timeOff'),
          },
          (canCreateFeed || canRevokeFeed) && {
            label: t('feed.title'),
            Icon: CalendarMonthOutlinedIcon,
            run: () => setVisibleDialog('feed'),
          },
          onImport !== undefined && {
            label: t('mine.import'),
            Icon: FileUploadOutlinedIcon,
            run: onImport,
          },
        ]}
      />
      {visibleDialog === 'timeOff' && (
        <TimeOffDrawer slug={slug} today={today} onClose={close} />
      )}
      {visibleDialog === 'feed' && <CalendarFeedDialog onClose={close} />}
    </>
  );
}

const views = [
  { value: 'week', Icon: CalendarViewWeekOutlinedIcon },
  { value: 'day', Icon: TodayOutlinedIcon },
] as const;

const iconStyle = { display: { xs: 'none', sm: 'block' } };

function MyTimeViewToggle(props: {
  value: MyTimeView;
  onChange: (view: MyTimeView) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <ChoiceToggle
      label={t('mine.view')}
      value={props.value}
      choices={views.map(({ value, Icon }) => ({
        value,
        label: t(`mine.${value}`),
        icon: <Icon fontSize="small" aria-hidden sx={iconStyle} />,
      }))}
      onChange={props.onChange}
    />
  );
}

const skeleton = <LoadingState rows={10} rowHeight={40} />;

const canLogTime = ({ role }: OwnWorkspace) => includesRole(role, 'member');

function MyTime(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { workspace, workspacePicker } = props;
  const url = useMyTimeUrl();
  const canImport = useAllowed(permissions.worklog.import, workspace.slug);
  useLiveTime(workspace.id);
  const View = url.view === 'day' ? DayView : WeekView;
  return (
    <Stack spacing={2}>
      <Toolbar label={t('mine.toolbar')}>
        {workspacePicker}
        <MyTimeViewToggle value={url.view} onChange={url.setView} />
        <Box sx={{ flex: 1 }} />
        <MyTimeMenu
          workspace={workspace}
          onImport={canImport ? () => url.setView('import') : undefined}
        />
      </Toolbar>
      {url.view === 'import' ? (
        canImport && <ImportTime key={workspace.slug} slug={workspace.slug} />
      ) : (
        <>
          <View key={workspace.slug} workspace={workspace} url={url} />
          <OwnBalance workspace={workspace} />
        </>
      )}
    </Stack>
  );
}

export function MyTimeContent() {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice
          canOpen={canLogTime}
          requirement={t('mine.whatItTakes')}
          loading={skeleton}
        >
          {(workspace, workspacePicker) => (
            <MyTime workspace={workspace} workspacePicker={workspacePicker} />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
