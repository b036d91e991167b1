import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import type { RefObject } from 'react';
import { useDepartments } from '../DepartmentsContext';
import type { SearchTarget } from '../SearchTarget';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentTree } from './DepartmentTree';
import { TreeDragArea } from './TreeDragArea';
import { TreeHead } from './TreeHead';

/** The height left by the portal's header and the toolbar. */
const OWN_HEIGHT = 'max(320px, calc(100vh - 240px))';

function NothingFound() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { url } = useDepartments();
  return (
    <EmptyState
      title={t('search.none')}
      action={
        <Button variant="outlined" onClick={() => url.setSearch(undefined)}>
          {t('search.clear')}
        </Button>
      }
    >
      {t('search.noneHint')}
    </EmptyState>
  );
}

/** The tree in a frame; it has its own scrolling, or scrolls with a narrow page. */
export function TreePanel(props: {
  target: RefObject<SearchTarget>;
  scrollsItself: boolean;
}) {
  const { matches } = useDepartments();
  return (
    <Paper
      variant="outlined"
      sx={
        props.scrollsItself
          ? {
              position: 'sticky',
              top: 16,
              display: 'flex',
              flexDirection: 'column',
              maxHeight: OWN_HEIGHT,
            }
          : {}
      }
    >
      <TreeDragArea>
        <TreeHead />
        {matches?.found.size === 0 ? (
          <NothingFound />
        ) : (
          <Box sx={props.scrollsItself ? { overflowY: 'auto', flex: 1 } : {}}>
            <DepartmentTree target={props.target} />
          </Box>
        )}
      </TreeDragArea>
    </Paper>
  );
}
