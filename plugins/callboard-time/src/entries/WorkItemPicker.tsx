import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isReferenceTo,
  readItemReference,
  endpoints,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  filterFound,
  useCallboardQuery,
  useDebounced,
  useMe,
} from '@callboard/plugin-callboard-react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState, type Ref, useMemo } from 'react';
import { keepPreviousData } from '@tanstack/react-query';
import { callboardTimeTranslationRef } from '../translation';

export type LoggableItem = Pick<
  WorkItem,
  'id' | 'project_id' | 'identifier' | 'title'
>;

export const toLoggableItem = ({
  id,
  project_id,
  identifier,
  title,
}: LoggableItem): LoggableItem => ({ id, project_id, identifier, title });

type ItemGroup = 'assigned' | 'recent' | 'found';

interface ItemOption extends LoggableItem {
  group: ItemGroup;
}

const MAX_RESULTS = 20;
const MAX_SUGGESTED_PER_SOURCE = 12;

/** Enough worklogs to contain several different work items. */
const MAX_RECENT_WORKLOGS = 50;

const SUGGESTIONS_STALE_MS = 60_000;

function toItemOptions(
  group: ItemGroup,
  items: readonly LoggableItem[] = [],
): ItemOption[] {
  return items.map(item => ({ ...toLoggableItem(item), group }));
}

function deduplicateOptions(options: readonly ItemOption[]): ItemOption[] {
  const seenIds = new Set<string>();
  return options.filter(({ id }) => !seenIds.has(id) && seenIds.add(id));
}

/** The viewer's assigned items in progress, then items with recent worklogs. */
export function useSuggestedItems(slug: string): ItemOption[] {
  const { data: me } = useMe();
  const params = { slug };
  const assigned = useCallboardQuery(
    endpoints.listWorkItemsOfWorkspace,
    {
      params,
      query: {
        assignees: me?.user_ref,
        state_group: 'started',
        order_by: 'priority',
        limit: MAX_SUGGESTED_PER_SOURCE,
      },
    },
    { enabled: me !== undefined, staleTime: SUGGESTIONS_STALE_MS },
  );
  const recent = useCallboardQuery(
    endpoints.listWorklogs,
    { params, query: { member_id: me?.user_ref, limit: MAX_RECENT_WORKLOGS } },
    { enabled: me !== undefined, staleTime: SUGGESTIONS_STALE_MS },
  );
  return useMemo(() => {
    const logged = recent.data?.items.map(({ work_item, project_id }) => ({
      ...work_item,
      project_id,
    }));
    return deduplicateOptions([
      ...toItemOptions('assigned', assigned.data?.items),
      ...toItemOptions('recent', logged),
    ]).slice(0, 2 * MAX_SUGGESTED_PER_SOURCE);
  }, [assigned.data, recent.data]);
}

function useItemOptions(
  slug: string,
  typed: string,
): { options: ItemOption[]; isLoading: boolean } {
  const suggestedOptions = useSuggestedItems(slug);
  const text = typed.trim();
  const search = useDebounced(text);
  const found = useCallboardQuery(
    endpoints.listWorkItemsOfWorkspace,
    {
      params: { slug },
      query: { search, order_by: 'relevance', limit: MAX_RESULTS },
    },
    { enabled: search !== '', placeholderData: keepPreviousData },
  );
  const options = useMemo(
    () => (text ? toItemOptions('found', found.data?.items) : suggestedOptions),
    [text, found.data, suggestedOptions],
  );
  return {
    options,
    isLoading: text !== '' && (found.isFetching || search !== text),
  };
}

const toItemText = ({ identifier, title }: LoggableItem) =>
  `${identifier} ${title}`;

export function WorkItemPicker(props: {
  slug: string;
  label: string;
  value: LoggableItem | null;
  onChange: (item: LoggableItem | null) => void;
  excludedIds?: ReadonlySet<string>;
  hasInnerLabel?: boolean;
  /** Replaces the inner label, which stays the accessible name. Ignored without `hasInnerLabel`. */
  placeholder?: string;
  problem?: string;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { label, value, excludedIds, hasInnerLabel } = props;
  const [typed, setTyped] = useState('');
  const { options, isLoading } = useItemOptions(props.slug, typed);
  const reference = readItemReference(typed);
  const availableOptions = options.filter(({ id }) => !excludedIds?.has(id));
  return (
    <Autocomplete<LoggableItem | ItemOption>
      size="small"
      fullWidth
      autoHighlight
      clearOnBlur
      handleHomeEndKeys
      forcePopupIcon={!value}
      value={value}
      options={availableOptions}
      loading={isLoading}
      loadingText={t('items.loading')}
      noOptionsText={typed ? t('items.nothing') : t('items.start')}
      filterOptions={
        isLoading && reference
          ? // While a search for an identifier loads, hide items that match only by title.
            found =>
              found.filter(({ identifier }) =>
                isReferenceTo(reference, identifier),
              )
          : // While a search loads, filters the options, which still match an earlier text.
            filterFound(isLoading, toItemText)
      }
      isOptionEqualToValue={(a, b) => a.id === b.id}
      getOptionLabel={toItemText}
      getOptionKey={({ id }) => id}
      groupBy={option =>
        'group' in option ? t(`items.group.${option.group}`) : ''
      }
      onChange={(_, item) => {
        props.onChange(item);
        setTyped('');
      }}
      onInputChange={(_, text, reason) =>
        setTyped(reason === 'input' ? text : '')
      }
      renderOption={({ key, ...optionProps }, option) => (
        <Box component="li" key={key} {...optionProps} sx={{ gap: 1 }}>
          <Box
            component="span"
            sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}
          >
            {option.identifier}{' '}
          </Box>
          <Box component="span" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
            {option.title}
          </Box>
        </Box>
      )}
      renderInput={params => (
        <TextField
          {...params}
          label={hasInnerLabel ? undefined : label}
          placeholder={hasInnerLabel ? props.placeholder ?? label : undefined}
          inputRef={props.inputRef}
          inputProps={{
            ...params.inputProps,
            'aria-label': hasInnerLabel ? label : undefined,
            maxLength: 200,
          }}
          error={props.problem !== undefined}
          helperText={props.problem}
        />
      )}
    />
  );
}
