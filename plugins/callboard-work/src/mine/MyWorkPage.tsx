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
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
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
            <TextField
              select
              size="small"
              id="callboard-my-work-show"
              label={t('mine.show')}
              value={url.isAll ? 'all' : 'open'}
              onChange={event => url.setAll(event.target.value === 'all')}
              sx={{ minWidth: 120 }}
            >
              <MenuItem value="open">{t('mine.open')}</MenuItem>
              <MenuItem value="all">{t('mine.all')}</MenuItem>
            </TextField>
            <TextField
              select
              size="small"
              id="callboard-my-work-group"
              label={t('mine.group')}
              value={url.isByState ? 'state' : 'project'}
              onChange={event => url.setByState(event.target.value === 'state')}
              sx={{ minWidth: 120 }}
            >
              <MenuItem value="project">{t('mine.byProject')}</MenuItem>
              <MenuItem value="state">{t('mine.byState')}</MenuItem>
            </TextField>
          </Box>
          <MyWorkList workspace={workspace} url={url} />
          <ShortcutsHelp usual={['move', 'open']} />
        </Stack>
      )}
    </WorkspaceChoice>
  );
}

/**
 * What is assigned to the person who looks at it, in all projects of a
 * workspace.
 *
 * @public
 */
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
