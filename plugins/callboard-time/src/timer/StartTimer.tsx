import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FailureAlert,
  oneLine,
  useWorkspaceChoice,
  WorkspacePicker,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import {
  type LoggableItem,
  WorkItemPicker,
  useSuggestedItems,
} from '../entries/WorkItemPicker';
import { TimerPopover } from './TimerParts';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import { useStartTimer, type TimerActions } from './useTimerActions';
import { Note } from '../shared/Note';

/** A popover with a form that starts a timer. Closing the popover clears the error. */
export function StartTimerPopover(props: {
  workspaces: readonly OwnWorkspace[];
  start: TimerActions['start'];
  anchor: Element;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { workspaces, start, anchor, onClose } = props;
  const close = () => {
    start.reset();
    onClose();
  };
  return (
    <TimerPopover label={t('start.name')} anchor={anchor} onClose={close}>
      <StartTimer
        isInPopover
        workspaces={workspaces}
        start={start}
        onStarted={onClose}
      />
    </TimerPopover>
  );
}

const DEFAULT_MAX_ITEMS = 6;

function SuggestedItems(props: {
  slug: string;
  maxItems?: number;
  onSelect: (item: LoggableItem) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const suggestedItems = useSuggestedItems(props.slug).slice(
    0,
    props.maxItems ?? DEFAULT_MAX_ITEMS,
  );
  return suggestedItems.length > 0 ? (
    <List dense disablePadding aria-label={t('start.offered')}>
      {suggestedItems.map(item => (
        <ListItem key={item.id} disablePadding>
          <ListItemButton onClick={() => props.onSelect(item)} sx={{ px: 1 }}>
            <ListItemIcon sx={{ minWidth: 28 }}>
              <PlayArrowIcon fontSize="small" />
            </ListItemIcon>
            <Box component="span" title={item.title} sx={oneLine}>
              {item.identifier} {item.title}
            </Box>
          </ListItemButton>
        </ListItem>
      ))}
    </List>
  ) : (
    <Note>{t('start.nothing')}</Note>
  );
}

// Defined outside the component: React would call a new ref callback after each render, which would
// move the focus again.
const takeFocus = (input: HTMLInputElement | null) => input?.focus();

export function StartTimer(props: {
  workspaces: readonly OwnWorkspace[];
  /** Whether to focus the search field, and to show a hint about logging past work. */
  isInPopover?: boolean;
  maxSuggested?: number;
  start: TimerActions['start'];
  onStarted: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { workspaces, start } = props;
  const [defaultWorkspace] = useWorkspaceChoice(workspaces);
  const [slug, setSlug] = useState(defaultWorkspace.slug);
  const [selectedItem, setSelectedItem] = useState<LoggableItem | null>(null);
  const workspace =
    workspaces.find(each => each.slug === slug) ?? defaultWorkspace;
  const startTimerOn = useStartTimer(start);
  const startTimer = async (item: LoggableItem | null) => {
    setSelectedItem(item);
    if (!item || start.isPending) {
      return;
    }
    try {
      await startTimerOn(item);
    } catch {
      // The alert below shows the error.
      return;
    }
    props.onStarted();
  };
  return (
    <Stack spacing={2}>
      <FailureAlert title={t('start.failed')} error={start.error} />
      <WorkspacePicker
        workspaces={workspaces}
        value={workspace}
        onChange={setSlug}
      />
      <WorkItemPicker
        key={slug}
        slug={slug}
        label={t('start.item')}
        value={selectedItem}
        onChange={startTimer}
        inputRef={props.isInPopover ? takeFocus : undefined}
      />
      <SuggestedItems
        slug={slug}
        maxItems={props.maxSuggested}
        onSelect={startTimer}
      />
      {props.isInPopover && (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          {t('start.done')}
        </Box>
      )}
    </Stack>
  );
}
