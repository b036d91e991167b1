import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ChoiceToggle,
  LoadingState,
  ExactPath,
  type OwnWorkspace,
  PageBody,
  ShortcutsHelp,
  Toolbar,
  useUrlState,
  WorkspaceChoice,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { useLiveTime } from '../data/refreshTime';
import { Approvals } from './approvals/Approvals';
import { Balances } from './balances/Balances';
import { Capacity } from './capacity/Capacity';
import { callboardTimeTeamTranslationRef } from './teamTranslation';

const skeleton = <LoadingState rows={8} rowHeight={40} />;

const parameters = ['view'] as const;
const views = {
  approvals: Approvals,
  capacity: Capacity,
  balances: Balances,
} as const;

type View = keyof typeof views;

const viewNames = Object.keys(views) as View[];

const workspaceParameters = ['period', 'department', 'person'] as const;

function Team(props: { workspace: OwnWorkspace; workspacePicker: ReactNode }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { workspace, workspacePicker } = props;
  const [state, setState] = useUrlState(parameters);
  const view = viewNames.find(name => name === state.view) ?? 'approvals';
  const Content = views[view];
  useLiveTime(workspace.id);
  return (
    <Stack spacing={2}>
      <Toolbar label={t('toolbar')}>
        {workspacePicker}
        <ChoiceToggle
          label={t('view')}
          value={view}
          choices={viewNames.map(value => ({
            value,
            label: t(`views.${value}`),
          }))}
          onChange={next => setState({ view: next })}
        />
      </Toolbar>
      <Content key={workspace.slug} workspace={workspace} />
      <ShortcutsHelp standardShortcuts={['move', 'open']} />
    </Stack>
  );
}

export function TeamTimeContent() {
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice forget={workspaceParameters} loading={skeleton}>
          {(workspace, workspacePicker) => (
            <Team workspace={workspace} workspacePicker={workspacePicker} />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
