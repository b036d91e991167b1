import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useShortcut,
  useToast,
  getProblems,
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { memo, useRef, useCallback } from 'react';
import {
  type LoggedItem,
  useSuggestedItems,
  WorkItemPicker,
} from '../entries/WorkItemPicker';
import { callboardTimeTranslationRef } from '../translation';
import { endpoints } from '@callboard/plugin-callboard-common';
import { useQueryClient } from '@tanstack/react-query';
import { addDays } from '../data/dates';
import { listRowItems } from './WeekCell';

/**
 * Adds the work items of the previous week to a week, without their time.
 *
 * @param options - `existingIds`: the ids of the work items in the week
 */
export function useCopyLastWeek(options: {
  slug: string;
  weekStart: string;
  existingIds: ReadonlySet<string>;
  onCopy: (items: readonly LoggedItem[]) => void;
}): () => Promise<void> {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const { slug, weekStart, existingIds, onCopy } = options;
  return useCallback(async () => {
    const input = {
      params: { slug },
      query: { week: addDays(weekStart, -7) },
    };
    try {
      const { rows } = await queries.fetchQuery({
        queryKey: getQueryKey(endpoints.getTimesheet, input),
        queryFn: ({ signal }) =>
          client.call(endpoints.getTimesheet, { ...input, signal }),
      });
      const items = listRowItems(rows).filter(({ id }) => !existingIds.has(id));
      onCopy(items);
      notify({
        status: 'info',
        title:
          items.length > 0
            ? t('rows.copied', { count: items.length })
            : t('rows.nothingToCopy'),
      });
    } catch (error) {
      notify({
        status: 'danger',
        title: t('rows.copyFailed'),
        description: getProblems(error).message,
      });
    }
  }, [t, client, queries, notify, slug, weekStart, existingIds, onCopy]);
}

const MAX_SUGGESTED = 3;

function Row(props: {
  slug: string;
  /** The ids of the work items in the week. */
  existingIds: ReadonlySet<string>;
  onAdd: (items: readonly LoggedItem[]) => void;
  onCopyLastWeek: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, existingIds, onAdd } = props;
  const field = useRef<HTMLInputElement>(null);
  const suggestedItems = useSuggestedItems(slug)
    .filter(({ id }) => !existingIds.has(id))
    .slice(0, MAX_SUGGESTED);
  const focus = () => field.current?.focus();
  useShortcut('/', focus);
  useShortcut('a', focus);
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        py: 1,
        // The rest of the row scrolls away on narrow windows.
        position: 'sticky',
        left: 8,
        width: 'fit-content',
        maxWidth: 'calc(100vw - 64px)',
      }}
    >
      <Box sx={{ width: 240, maxWidth: '100%' }}>
        <WorkItemPicker
          isBare
          slug={slug}
          label={t('rows.add')}
          value={null}
          without={existingIds}
          inputRef={field}
          onChange={item => item && onAdd([item])}
        />
      </Box>
      {suggestedItems.map(item => (
        <Chip
          key={item.id}
          size="small"
          variant="outlined"
          icon={<AddIcon />}
          label={`${item.identifier} ${item.title}`}
          title={`${item.identifier} ${item.title}`}
          aria-label={t('rows.addOne', {
            item: `${item.identifier} ${item.title}`,
          })}
          onClick={() => onAdd([item])}
          sx={{ maxWidth: { xs: 220, lg: 184 }, m: 0 }}
        />
      ))}
      <Button size="small" onClick={props.onCopyLastWeek}>
        {t('rows.copy')}
      </Button>
    </Box>
  );
}

/** Adds work items to the week: by search, from suggestions, or all of last week. */
export const AddRow = memo(Row);
