import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { includesRole } from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  ExactPath,
  PageBody,
  Section,
  Toolbar,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { useLiveTime } from '../data/useLiveTime';
import { DayView } from '../day/DayView';
import { ImportTime } from '../imports/ImportTime';
import { callboardTimeTranslationRef } from '../translation';
import { WeekView } from '../week/WeekView';
import { MyTimeMenu } from './MyTimeMenu';
import { MyTimeViewToggle } from './MyTimeViewToggle';
import { useMyTimeUrl } from './useMyTimeUrl';

const skeleton = <LoadingState rows={10} rowHeight={40} />;

const canLogTime = ({ role }: OwnWorkspace) => includesRole(role, 'member');

function MyTime(props: { workspace: OwnWorkspace; picker: ReactNode }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { workspace, picker } = props;
  const url = useMyTimeUrl();
  useLiveTime(workspace.id);
  const View = url.view === 'day' ? DayView : WeekView;
  return (
    <Stack spacing={2}>
      <Toolbar label={t('mine.toolbar')}>
        {picker}
        <MyTimeViewToggle value={url.view} onChange={url.setView} />
        <Box sx={{ flex: 1 }} />
        <MyTimeMenu
          workspace={workspace}
          onImport={() => url.setView('import')}
        />
      </Toolbar>
      {url.view === 'import' ? (
        <Section key={workspace.slug} title={t('mine.import')} level={2}>
          <ImportTime slug={workspace.slug} />
        </Section>
      ) : (
        <View key={workspace.slug} workspace={workspace} url={url} />
      )}
    </Stack>
  );
}

function Content() {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <WorkspaceChoice
      isOpen={canLogTime}
      whatItTakes={t('mine.whatItTakes')}
      loading={skeleton}
    >
      {(workspace, picker) => <MyTime workspace={workspace} picker={picker} />}
    </WorkspaceChoice>
  );
}

/** The viewer's time in a workspace, by week or by day, and the import of worklogs. @public */
export function MyTimePage() {
  return (
    <PageBody>
      <ExactPath>
        <Content />
      </ExactPath>
    </PageBody>
  );
}
