import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  permissions,
  type TimeSettings,
} from '@callboard/plugin-callboard-common';
import {
  DurationText,
  LoadingState,
  QueryState,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import Typography from '@mui/material/Typography';
import { EntryActions, EntryDetails } from '../entries/EntryActions';
import { useEntryDialog } from '../entries/EntryDialog';
import { useDayEntries } from '../data/timeQueries';
import type { LoggableItem } from '../entries/WorkItemPicker';
import { callboardTimeTranslationRef } from '../translation';
import { formatLongDay } from '../data/dates';

function focusFirstControl(paper: HTMLElement) {
  paper.querySelector<HTMLElement>('button, [tabindex]')?.focus();
}

export function CellEntries(props: {
  slug: string;
  settings: TimeSettings;
  member: string;
  item: LoggableItem;
  date: string;
  isEditable: boolean;
  anchor: Element;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, member, item, date } = props;
  const { open, dialog } = useEntryDialog(slug, props.settings);
  const isAllowed = useAllowed(permissions.worklog.create, item.project_id);
  const entries = useDayEntries(slug, {
    member_id: member,
    date,
    work_item_id: item.id,
  });
  const name = `${item.identifier} · ${formatLongDay(date)}`;
  return (
    <>
      <Popover
        open
        anchorEl={props.anchor}
        onClose={props.onClose}
        TransitionProps={{ onEnter: focusFirstControl }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': name,
            tabIndex: -1,
            sx: { width: 420, maxWidth: 'calc(100vw - 32px)', p: 2 },
          },
        }}
      >
        <Typography
          variant="subtitle2"
          component="h3"
          sx={{ m: 0, fontWeight: 600 }}
        >
          {name}
        </Typography>
        <QueryState
          query={entries}
          loading={<LoadingState rows={2} rowHeight={32} />}
        >
          {({ items }) => (
            <Box
              component="ul"
              aria-label={t('entry.list')}
              sx={{ listStyle: 'none', m: 0, p: 0, typography: 'body2' }}
            >
              {items.map(worklog => (
                <Box
                  key={worklog.id}
                  component="li"
                  sx={{
                    display: 'flex',
                    gap: 1.5,
                    alignItems: 'flex-start',
                    py: 0.75,
                  }}
                >
                  <Box sx={{ minWidth: 64, fontWeight: 600 }}>
                    <DurationText minutes={worklog.duration_minutes} />
                  </Box>
                  <Box sx={{ flex: 1, minWidth: 0 }}>
                    <Box sx={{ overflowWrap: 'anywhere' }}>
                      {worklog.description}
                    </Box>
                    <EntryDetails worklog={worklog} />
                  </Box>
                  <EntryActions
                    slug={slug}
                    worklog={worklog}
                    onEdit={() => open(worklog)}
                  />
                </Box>
              ))}
            </Box>
          )}
        </QueryState>
        {props.isEditable && isAllowed && (
          <Button
            size="small"
            startIcon={<AddIcon />}
            onClick={() => open({ item, date })}
            sx={{ mt: 0.5 }}
          >
            {t('entry.another')}
          </Button>
        )}
      </Popover>
      {dialog}
    </>
  );
}
