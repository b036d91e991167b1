import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type NewWorkItem,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useShortcut,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import SettingsOutlinedIcon from '@mui/icons-material/SettingsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import { Board } from '../board/Board';
import { CreateItemDialog } from '../create/CreateItemDialog';
import { paramsOf } from '../data/paramsOf';
import { useWorkProject } from '../data/useWorkProject';
import { ItemDrawer } from '../drawer/ItemDrawer';
import { useOpenItem } from '../drawer/useOpenItem';
import { FilterBar } from '../filters/FilterBar';
import { useWorkFilters } from '../filters/useWorkFilters';
import { OrderSelect } from '../list/OrderSelect';
import { WorkList } from '../list/WorkList';
import { callboardWorkTranslationRef } from '../translation';
import { ViewsButton } from '../views/ViewsButton';
import { AccessNote } from './AccessNote';
import { NoItems } from './NoItems';
import { useWorkView } from './useWorkView';
import { ViewToggle } from './ViewToggle';
import { WorkShortcuts } from './WorkShortcuts';

/** The items of a project as a list or a board, and the way to new ones. */
export function WorkItems(props: { picker: ReactNode }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const { mayWrite, isAdmin } = scope;
  const filters = useWorkFilters();
  const [view, setView] = useWorkView();
  const [openId, open] = useOpenItem();
  const [creating, setCreating] = useState<Partial<NewWorkItem>>();
  const counts = useCallboardQuery(
    endpoints.countWorkItems,
    { params: paramsOf(scope), query: filters.query },
    { placeholderData: keepPreviousData },
  );
  const openItem = useCallback(({ id }: WorkItem) => open(id), [open]);
  const addTo = useCallback(
    (state_id: string) => setCreating({ state_id }),
    [],
  );
  const create = () => setCreating({});
  useShortcut('c', () => mayWrite && !openId && !creating && create());
  const isBoard = view === 'board';
  const none = (
    <NoItems
      isFiltered={filters.count > 0}
      onClear={filters.clear}
      onCreate={mayWrite ? create : undefined}
    />
  );
  return (
    <Stack spacing={2}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1,
          rowGap: 1.5,
          alignItems: 'center',
        }}
      >
        <ViewToggle value={view} onChange={setView} />
        <ViewsButton />
        {props.picker}
        <Box sx={{ flex: 1 }} />
        {isAdmin && (
          <Tooltip title={t('tab.settings')}>
            <IconButton
              aria-label={t('tab.settings')}
              onClick={() => setView('settings')}
            >
              <SettingsOutlinedIcon />
            </IconButton>
          </Tooltip>
        )}
        {mayWrite && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            aria-keyshortcuts="c"
            onClick={create}
          >
            {t('tab.create')}
          </Button>
        )}
      </Box>
      <AccessNote />
      <FilterBar state={filters} total={counts.data?.total}>
        {!isBoard && <OrderSelect />}
      </FilterBar>
      {isBoard && counts.data?.total === 0 && none}
      {isBoard && counts.data?.total !== 0 && (
        <Board
          query={filters.query}
          counts={counts.data}
          onOpen={openItem}
          onAdd={addTo}
        />
      )}
      {!isBoard && (
        <WorkList
          query={filters.query}
          counts={counts.data}
          openId={openId}
          onOpen={openItem}
          empty={none}
        />
      )}
      <ItemDrawer id={openId} onOpen={open} />
      {creating && (
        <CreateItemDialog
          start={creating}
          onClose={() => setCreating(undefined)}
        />
      )}
      <WorkShortcuts isBoard={isBoard} mayWrite={mayWrite} />
    </Stack>
  );
}
