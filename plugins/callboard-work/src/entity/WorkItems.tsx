import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type NewWorkItem,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  TooltipIconButton,
  FollowButton,
  SkipToList,
  Toolbar,
  useCallboardQuery,
  useShortcut,
  ChoiceToggle,
  ShortcutsHelp,
  useToast,
  EmptyState,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import SettingsOutlinedIcon from '@mui/icons-material/SettingsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useState, type ReactNode } from 'react';
import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import ViewListOutlinedIcon from '@mui/icons-material/ViewListOutlined';
import { Board } from '../board/Board';
import { CreateItemDialog, useCreateCommand } from '../item/CreateItemDialog';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { ItemDrawer, useOpenItem } from '../item/ItemDrawer';
import type { ItemSequence } from '../item/useNeighbours';
import { FilterBar } from '../filters/FilterBar';
import { OPEN_GROUPS, matchesQuery } from '../filters/workQuery';
import {
  useWorkFilters,
  useWorkView,
  type WorkFilterState,
  type WorkView,
} from '../filters/useWorkFilters';
import { OrderSelect } from '../list/OrderSelect';
import { WorkList } from '../list/WorkList';
import { callboardWorkShortcutsTranslationRef } from '../shortcutsTranslation';
import { callboardWorkTranslationRef } from '../translation';
import { SavedViewsButton } from '../views/SavedViewsButton';
import { AccessNote } from './AccessNote';
import { useItemToFocus } from '../list/useItemToFocus';
import { useFieldShortcuts } from '../list/useFieldMenu';

function NoItems(props: { filters: WorkFilterState; onCreate?: () => void }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { filters, onCreate } = props;
  const isFiltered = filters.count > 0;
  const allItems = useCallboardQuery(
    endpoints.countWorkItems,
    { params: toProjectParams(useWorkProject()), query: {} },
    { enabled: !isFiltered && filters.isOpenOnly },
  );
  const create = onCreate && (
    <Button variant="contained" onClick={onCreate}>
      {t('empty.create')}
    </Button>
  );
  const renderEmptyState = (title: string, hint: string, action: ReactNode) => (
    <EmptyState title={title} action={action}>
      {hint}
    </EmptyState>
  );
  if (isFiltered) {
    return renderEmptyState(
      t('empty.filtered'),
      t('empty.filteredHint'),
      <Button variant="outlined" onClick={() => filters.clear()}>
        {t('filters.clear')}
      </Button>,
    );
  }
  if ((allItems.data?.total ?? 0) > 0) {
    return renderEmptyState(
      t('empty.open'),
      t('empty.openHint'),
      <Button variant="outlined" onClick={() => filters.setOpenOnly(false)}>
        {t('empty.showAll')}
      </Button>,
    );
  }
  return renderEmptyState(t('empty.title'), t('empty.hint'), create);
}

/**
 * Returns a function that shows a message about a new item, with a button that opens the item. The
 * message says if the filters hide the item.
 *
 * @param focusItem - focuses an item in the list or on the board as soon as it is loaded
 */
function useNotifyCreated(
  filters: WorkFilterState,
  open: (id: string) => void,
  focusItem: (id: string) => void,
): (item: WorkItem, isDialogClosing: boolean) => void {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const notify = useToast();
  return (item, isDialogClosing) => {
    const isHidden = !matchesQuery(item, filters.query);
    const isInOpenGroup = OPEN_GROUPS.some(group => group === item.state_group);
    notify({
      status: 'success',
      title: t('change.created', { item: `${item.identifier} ${item.title}` }),
      description: isHidden ? t('change.createdHidden') : undefined,
      actions: [
        ...(isHidden
          ? [
              {
                label: t('change.showCreated'),
                onClick: () => {
                  filters.clear({ isOpenOnly: isInOpenGroup });
                  focusItem(item.id);
                },
              },
            ]
          : []),
        { label: t('change.openCreated'), onClick: () => open(item.id) },
      ],
    });
    if (isDialogClosing && !isHidden) {
      focusItem(item.id);
    }
  };
}

/** The help that the `?` key opens: the shortcuts of the list or of the board. */
function WorkShortcuts(props: { isBoard: boolean }) {
  const { t } = useTranslationRef(callboardWorkShortcutsTranslationRef);
  const { canCreate, canChangeAll } = useWorkProject();
  const fieldShortcuts = useFieldShortcuts();
  const cardShortcuts = [
    ['m', t('move')],
    ['Shift ← →', t('moveSide')],
    ['Shift ↑ ↓', t('moveUp')],
  ] as const;
  return (
    <ShortcutsHelp
      standardShortcuts={
        props.isBoard ? ['search', 'open'] : ['search', 'move', 'open']
      }
      more={[
        ...(props.isBoard ? [['← → ↑ ↓', t('arrows')] as const] : []),
        ...(canCreate ? [['c', t('create')] as const] : []),
        ...(canChangeAll ? fieldShortcuts : []),
        ...(canChangeAll && props.isBoard ? cardShortcuts : []),
        ...(props.isBoard ? [] : [['← →', t('fold')] as const]),
        ['j k', t('nextPrevious')],
        ...(canChangeAll ? [['Ctrl+Z', t('undo')] as const] : []),
      ]}
    />
  );
}

const views = [
  { value: 'list', Icon: ViewListOutlinedIcon },
  { value: 'board', Icon: ViewKanbanOutlinedIcon },
] as const;

function ViewToggle(props: {
  value: WorkView;
  onChange: (view: WorkView) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <ChoiceToggle
      label={t('tab.view')}
      value={props.value}
      choices={views.map(({ value, Icon }) => ({
        value,
        label: t(`tab.${value}`),
        icon: <Icon fontSize="small" aria-hidden />,
      }))}
      onChange={props.onChange}
    />
  );
}

export function WorkItems(props: { workspacePicker: ReactNode }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const { canCreate, canImport, isAdmin } = scope;
  const filters = useWorkFilters();
  const [view, setView] = useWorkView();
  const [openId, open] = useOpenItem();
  const [sequence, setSequence] = useState<ItemSequence>();
  const [newItemValues, setNewItemValues] = useState<Partial<NewWorkItem>>();
  const { itemToFocus, focusItem, focusItemIfLoaded } = useItemToFocus();
  const notifyCreated = useNotifyCreated(filters, open, focusItem);
  const {
    data: currentOrPreviousCounts,
    isPlaceholderData,
    isPending,
  } = useCallboardQuery(
    endpoints.countWorkItems,
    { params: toProjectParams(scope), query: filters.query },
    { placeholderData: keepPreviousData },
  );
  // The counts for the previous filters do not apply.
  const counts = isPlaceholderData ? undefined : currentOrPreviousCounts;
  const openItem = useCallback(({ id }: WorkItem) => open(id), [open]);
  const openCard = useCallback(
    (item: WorkItem, cards: ItemSequence) => {
      setSequence(cards);
      open(item.id);
    },
    [open],
  );
  const openOrClose = useCallback(
    (id: string | undefined) => {
      open(id);
      if (!id && openId) {
        // Focus the item that the user reached by moving to neighbours.
        focusItemIfLoaded(openId);
      }
    },
    [open, openId, focusItemIfLoaded],
  );
  const createInState = useCallback(
    (state_id: string) => setNewItemValues({ state_id }),
    [],
  );
  const create = () => setNewItemValues({});
  useShortcut('c', () => canCreate && create());
  useCreateCommand(canCreate ? create : undefined);
  const isBoard = view === 'board';
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const emptyState = (
    <NoItems filters={filters} onCreate={canCreate ? create : undefined} />
  );
  return (
    <Stack spacing={{ xs: 1.5, sm: 2 }}>
      <SkipToList />
      <Toolbar label={t('tab.view')}>
        <ViewToggle value={view} onChange={setView} />
        <SavedViewsButton />
        {props.workspacePicker}
        {!isBoard && !isNarrow && <OrderSelect />}
        <Box sx={{ flex: 1 }} />
        <FollowButton followed={toProjectParams(scope)} />
        {isAdmin && (
          <TooltipIconButton
            size="medium"
            label={t('tab.settings')}
            icon={<SettingsOutlinedIcon />}
            onClick={() => setView('settings')}
          />
        )}
        {canImport && (
          <TooltipIconButton
            size="medium"
            label={t('tab.import')}
            icon={<UploadFileOutlinedIcon />}
            onClick={() => setView('import')}
          />
        )}
        {canCreate && (
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
      {isBoard && counts?.total === 0 && emptyState}
      {isBoard && counts?.total !== 0 && (
        <Board
          query={filters.query}
          counts={counts}
          currentOrPreviousCounts={currentOrPreviousCounts}
          isCounting={isPending}
          onOpen={openCard}
          onAdd={createInState}
          itemToFocus={itemToFocus}
        />
      )}
      {!isBoard && (
        <WorkList
          query={filters.query}
          counts={counts}
          currentOrPreviousCounts={currentOrPreviousCounts}
          openId={openId}
          onOpen={openItem}
          onSequence={setSequence}
          itemToFocus={itemToFocus}
          empty={emptyState}
        />
      )}
      <ItemDrawer id={openId} sequence={sequence} onOpen={openOrClose} />
      {newItemValues && (
        <CreateItemDialog
          initialValues={newItemValues}
          onCreated={notifyCreated}
          onClose={() => setNewItemValues(undefined)}
        />
      )}
      <WorkShortcuts isBoard={isBoard} />
    </Stack>
  );
}
