import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type NewWorkItem,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  FollowButton,
  SkipToList,
  Toolbar,
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
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import { Board } from '../board/Board';
import { CreateItemDialog } from '../create/CreateItemDialog';
import { useCreateCommand } from '../create/useCreateCommand';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';
import { ItemDrawer } from '../drawer/ItemDrawer';
import type { ItemSequence } from '../drawer/ItemSequence';
import { useOpenItem } from '../drawer/useOpenItem';
import { FilterBar } from '../filters/FilterBar';
import { useWorkFilters } from '../filters/useWorkFilters';
import { OrderSelect } from '../list/OrderSelect';
import { WorkList } from '../list/WorkList';
import { callboardWorkTranslationRef } from '../translation';
import { ViewsButton } from '../views/ViewsButton';
import { AccessNote } from './AccessNote';
import { NoItems } from './NoItems';
import { useArrival } from './useArrival';
import { useShowCreated } from './useCreatedMessage';
import { useWorkView } from './useWorkView';
import { ViewToggle } from './ViewToggle';
import { WorkShortcuts } from './WorkShortcuts';

/** The items of a project as a list or a board, and the ways to create new ones. */
export function WorkItems(props: { picker: ReactNode }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const { mayWrite, isAdmin } = scope;
  const filters = useWorkFilters();
  const [view, setView] = useWorkView();
  const [openId, open] = useOpenItem();
  const [sequence, setSequence] = useState<ItemSequence>();
  const [creating, setCreating] = useState<Partial<NewWorkItem>>();
  const { arrival, arriveAt, returnTo } = useArrival();
  const tellMade = useShowCreated(filters, open, arriveAt);
  const { data, isPlaceholderData, isPending } = useCallboardQuery(
    endpoints.countWorkItems,
    { params: toProjectParams(scope), query: filters.query },
    { placeholderData: keepPreviousData },
  );
  // The counts of other filters do not apply.
  const counts = isPlaceholderData ? undefined : data;
  const openItem = useCallback(({ id }: WorkItem) => open(id), [open]);
  const openCard = useCallback(
    (item: WorkItem, neighbours: ItemSequence) => {
      setSequence(neighbours);
      open(item.id);
    },
    [open],
  );
  const openOrClose = useCallback(
    (id: string | undefined) => {
      open(id);
      if (!id && openId) {
        // Focus the item that the user reached by moving to neighbours.
        returnTo(openId);
      }
    },
    [open, openId, returnTo],
  );
  const addTo = useCallback(
    (state_id: string) => setCreating({ state_id }),
    [],
  );
  const create = () => setCreating({});
  useShortcut('c', () => mayWrite && !openId && !creating && create());
  useCreateCommand(mayWrite ? create : undefined);
  const isBoard = view === 'board';
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const none = (
    <NoItems filters={filters} onCreate={mayWrite ? create : undefined} />
  );
  return (
    <Stack spacing={{ xs: 1.5, sm: 2 }}>
      <SkipToList />
      <Toolbar label={t('tab.view')}>
        <ViewToggle value={view} onChange={setView} />
        <ViewsButton />
        {props.picker}
        {!isBoard && !isNarrow && <OrderSelect />}
        <Box sx={{ flex: 1 }} />
        <FollowButton followed={toProjectParams(scope)} />
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
      </Toolbar>
      <AccessNote />
      <FilterBar state={filters} total={counts?.total}>
        {!isBoard && isNarrow && <OrderSelect />}
      </FilterBar>
      {isBoard && counts?.total === 0 && none}
      {isBoard && counts?.total !== 0 && (
        <Board
          query={filters.query}
          counts={counts}
          lastCounts={data}
          isCounting={isPending}
          onOpen={openCard}
          onAdd={addTo}
          arrival={arrival}
        />
      )}
      {!isBoard && (
        <WorkList
          query={filters.query}
          counts={counts}
          lastCounts={data}
          openId={openId}
          onOpen={openItem}
          onSequence={setSequence}
          arrival={arrival}
          empty={none}
        />
      )}
      <ItemDrawer id={openId} sequence={sequence} onOpen={openOrClose} />
      {creating && (
        <CreateItemDialog
          start={creating}
          onMade={tellMade}
          onClose={() => setCreating(undefined)}
        />
      )}
      <WorkShortcuts isBoard={isBoard} mayWrite={mayWrite} />
    </Stack>
  );
}
