import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  SelectField,
  LoadingState,
  ExactPath,
  PageBody,
  QueryState,
  SkipToList,
  Toolbar,
  useMe,
  WorkspaceChoice,
  ShortcutsHelp,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { OpenOnlyToggle } from '../filters/OpenOnlyToggle';
import { useFieldShortcuts } from '../list/useFieldMenu';
import { callboardWorkTranslationRef } from '../translation';
import { MyWorkList } from './MyWorkList';
import { MyWorkLists } from './MyWorkLists';
import { useMyWorkUrl } from './useMyWorkItems';

function MyWorkShortcuts() {
  return (
    <ShortcutsHelp
      standardShortcuts={['move', 'open']}
      more={useFieldShortcuts()}
    />
  );
}

/** Query parameters whose values are valid in one workspace only. */
const workspaceParameters = ['item', 'project', 'comment'] as const;

const skeleton = <LoadingState rows={10} rowHeight={36} />;

function MyWork() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const url = useMyWorkUrl();
  return (
    <WorkspaceChoice forget={workspaceParameters} loading={skeleton}>
      {(workspace, workspacePicker) => (
        <Stack spacing={2}>
          <SkipToList />
          <Toolbar label={t('filters.region')}>
            {workspacePicker}
            <MyWorkLists
              workspace={workspace}
              value={url.list}
              isOpenOnly={!url.isAll}
              onChange={url.setList}
            />
            <OpenOnlyToggle
              isOn={!url.isAll}
              onChange={isOn => url.setAll(!isOn)}
            />
            <SelectField
              label={t('mine.group')}
              value={url.isByState ? 'state' : 'project'}
              options={[
                { value: 'project', label: t('mine.byProject') },
                { value: 'state', label: t('mine.byState') },
              ]}
              onChange={value => url.setByState(value === 'state')}
              sx={{ minWidth: 128 }}
            />
          </Toolbar>
          <MyWorkList workspace={workspace} url={url} />
          <MyWorkShortcuts />
        </Stack>
      )}
    </WorkspaceChoice>
  );
}

/** Shows the page once the current user is loaded, because the queries need the user. */
function MyWorkWhenSignedIn() {
  return (
    <QueryState query={useMe()} loading={skeleton}>
      {() => <MyWork />}
    </QueryState>
  );
}

/** The items that the user is assigned to, created or follows, in all projects of a workspace. */
export function MyWorkContent() {
  return (
    <PageBody>
      <ExactPath>
        <MyWorkWhenSignedIn />
      </ExactPath>
    </PageBody>
  );
}
