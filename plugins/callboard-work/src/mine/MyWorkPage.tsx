import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  PageBody,
  QueryState,
  ShortcutsHelp,
  useMe,
  WorkspaceChoice,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { SelectField } from '../shell/SelectField';
import { callboardWorkTranslationRef } from '../translation';
import { MyWorkList } from './MyWorkList';
import { useMyWorkUrl } from './useMyWorkUrl';

const forget = ['item', 'project'] as const;

const skeleton = <LoadingState rows={10} rowHeight={36} />;

function Content() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const url = useMyWorkUrl();
  return (
    <WorkspaceChoice forget={forget} loading={skeleton}>
      {(workspace, picker) => (
        <Stack spacing={2}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
            {picker}
            <SelectField
              label={t('mine.show')}
              value={url.isAll ? 'all' : 'open'}
              options={[
                { value: 'open', label: t('mine.open') },
                { value: 'all', label: t('mine.all') },
              ]}
              onChange={value => url.setAll(value === 'all')}
            />
            <SelectField
              label={t('mine.group')}
              value={url.isByState ? 'state' : 'project'}
              options={[
                { value: 'project', label: t('mine.byProject') },
                { value: 'state', label: t('mine.byState') },
              ]}
              onChange={value => url.setByState(value === 'state')}
            />
          </Box>
          <MyWorkList workspace={workspace} url={url} />
          <ShortcutsHelp usual={['move', 'open']} />
        </Stack>
      )}
    </WorkspaceChoice>
  );
}

/** The items assigned to the reader, in all projects of a workspace. @public */
export function MyWorkPage() {
  return (
    <PageBody>
      <Known />
    </PageBody>
  );
}

/** Whose work it is has to be known before it is asked for. */
function Known() {
  return (
    <QueryState query={useMe()} loading={skeleton}>
      {() => <Content />}
    </QueryState>
  );
}
