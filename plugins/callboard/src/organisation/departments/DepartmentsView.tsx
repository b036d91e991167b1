import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ShortcutsHelp,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useRights } from '../../workspaces/useRights';
import { ChartLayout } from './chart/ChartLayout';
import { useDepartmentsUrl } from './data/useDepartmentsUrl';
import { useExpansion } from './data/useExpansion';
import { useIsNarrow } from './data/useIsNarrow';
import { useLiveOrganisation } from '../shared/useLiveOrganisation';
import type { Move } from './data/useMoveDepartment';
import { useMoves } from './data/useMoves';
import { DepartmentDialogs } from './DepartmentDialogs';
import {
  DepartmentsContext,
  type Asking,
  type DepartmentsPage,
} from './DepartmentsContext';
import { DepartmentsToolbar } from './DepartmentsToolbar';
import type { DepartmentIndex } from './model/indexTree';
import { searchTree } from './model/searchTree';
import { NoDepartments } from './NoDepartments';
import type { SearchTarget } from './SearchTarget';
import { callboardDepartmentsTranslationRef } from './translation';
import { TreeLayout } from './tree/TreeLayout';

/** About how many departments fit on a screen; a chart grows sideways. */
const ROOM = { tree: 40, chart: 12 };

/** The tree or chart of departments, and the selected department. */
export function DepartmentsView(props: {
  workspace: OwnWorkspace;
  index: DepartmentIndex;
  picker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace, index } = props;
  const mayEdit = useRights().isAdminOf(workspace.slug);
  const url = useDepartmentsUrl();
  const expansion = useExpansion(index, url.selectedId, ROOM[url.layout]);
  const matches = useMemo(
    () => searchTree(index, url.search),
    [index, url.search],
  );
  const [asking, setAsking] = useState<Asking>();
  const moves = useMoves(workspace.slug);
  useLiveOrganisation(workspace);
  const target = useRef<SearchTarget>(null);
  const page: DepartmentsPage = useMemo(
    () => ({
      workspace,
      index,
      mayEdit,
      url,
      expansion,
      matches,
      ask: setAsking,
    }),
    [workspace, index, mayEdit, url, expansion, matches],
  );
  function move(requested: Move) {
    const way = index.entries.get(requested.parentId ?? '')?.path ?? [];
    // Expand the target, so that the moved department stays visible.
    expansion.set(
      way.map(({ id }) => id),
      true,
    );
    moves.move(requested);
  }
  const isEmpty = index.entries.size === 0;
  // On narrow screens, the department replaces the tree and the toolbar.
  const isTreeReplaced = useIsNarrow() && url.selectedId !== undefined;
  const Layout = url.layout === 'chart' ? ChartLayout : TreeLayout;
  return (
    <DepartmentsContext.Provider value={page}>
      <Stack spacing={2}>
        {isEmpty && <Box sx={{ display: 'flex' }}>{props.picker}</Box>}
        {!isEmpty && !isTreeReplaced && (
          <DepartmentsToolbar picker={props.picker} target={target} />
        )}
        {moves.problem && (
          <Alert severity="error" onClose={moves.dismiss}>
            {moves.problem}
          </Alert>
        )}
        {isEmpty ? <NoDepartments /> : <Layout target={target} />}
        <ShortcutsHelp
          standardShortcuts={['search', 'move']}
          more={[
            ['← →', t('shortcuts.expand')],
            ['Enter', t('shortcuts.select')],
            ...(mayEdit ? [['m', t('shortcuts.move')] as const] : []),
          ]}
        />
        {asking && (
          <DepartmentDialogs
            asking={asking}
            onMove={move}
            onClose={() => setAsking(undefined)}
          />
        )}
      </Stack>
    </DepartmentsContext.Provider>
  );
}
