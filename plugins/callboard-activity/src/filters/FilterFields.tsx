import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  changeActions,
  entityTypes,
  portalActions,
} from '@callboard/plugin-callboard-common';
import {
  DateRangePicker,
  PersonPicker,
  useActionLabels,
  useEntityTypeLabels,
  ValuePicker,
  type DateRangePreset,
} from '@callboard/plugin-callboard-react';
import SearchIcon from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import type { RefObject } from 'react';
import type { useActivityFacets } from '../data/useActivityFacets';
import type { WorkspaceName } from '../data/useWorkspaceNames';
import { callboardActivityTranslationRef } from '../translation';
import type { ActivityFilters } from './ActivityFilters';
import { getEffectiveRange } from './getEffectiveRange';
import { buildValueOptions } from './buildValueOptions';

const knownActions = [...changeActions, ...portalActions];

/** The filters themselves. */
export function FilterFields(props: {
  draft: ActivityFilters;
  defaultRange: DateRangePreset;
  onChange: (patch: Partial<ActivityFilters>) => void;
  facets: ReturnType<typeof useActivityFacets>;
  /**
   * Empty without a choice. Undefined while loading: the field is shown then too, so that the
   * layout does not move.
   */
  workspaces: WorkspaceName[] | undefined;
  /** False if all rows are of one person. */
  withPerson: boolean;
  /** False if all rows are about one resource. */
  withEntity: boolean;
  searchField: RefObject<HTMLInputElement>;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const words = useActionLabels();
  const getTypeLabel = useEntityTypeLabels();
  const { draft, onChange, workspaces } = props;
  const { data, isLoading } = props.facets;
  return (
    <>
      {props.withPerson && (
        <Box sx={{ flex: { sm: '2 1 144px' }, maxWidth: { sm: 260 } }}>
          <PersonPicker
            value={draft.user_id}
            onChange={user_id => onChange({ user_id })}
            loading={isLoading}
            options={(data?.users ?? []).map(user => ({
              user_ref: user.user_id,
              name: user.user_name || user.user_id,
              count: user.count,
            }))}
          />
        </Box>
      )}
      <Box sx={{ flex: '0 1 auto' }}>
        <DateRangePicker
          value={getEffectiveRange(draft, props.defaultRange)}
          onChange={range => onChange({ range })}
          fullWidth
        />
      </Box>
      <Box sx={{ flex: { sm: '1 1 120px' }, maxWidth: { sm: 200 } }}>
        <ValuePicker
          label={t('filters.action')}
          value={draft.action}
          onChange={action => onChange({ action })}
          loading={isLoading}
          options={buildValueOptions(
            (data?.actions ?? []).map(({ action, count }) => ({
              value: action,
              count,
            })),
            knownActions,
            words,
          )}
          getLabel={words}
        />
      </Box>
      {props.withEntity && (
        <Box sx={{ flex: { sm: '1 1 120px' }, maxWidth: { sm: 200 } }}>
          <ValuePicker
            label={t('filters.entityType')}
            value={draft.entity_type}
            onChange={entity_type => onChange({ entity_type })}
            loading={isLoading}
            options={buildValueOptions(
              (data?.entity_types ?? []).map(({ entity_type, count }) => ({
                value: entity_type,
                count,
              })),
              entityTypes,
              getTypeLabel,
            )}
            getLabel={getTypeLabel}
          />
        </Box>
      )}
      {(!workspaces || workspaces.length > 1) && (
        <Box sx={{ flex: { sm: '1 1 120px' }, maxWidth: { sm: 200 } }}>
          <ValuePicker
            label={t('workspace.label')}
            value={draft.workspace_id}
            onChange={workspace_id => onChange({ workspace_id })}
            loading={!workspaces}
            options={(workspaces ?? []).map(({ id, name }) => ({
              value: id,
              label: name,
            }))}
            getLabel={id => workspaces?.find(w => w.id === id)?.name ?? id}
          />
        </Box>
      )}
      <TextField
        size="small"
        type="search"
        label={t('filters.search')}
        placeholder={t('filters.searchHint')}
        value={draft.q ?? ''}
        onChange={event => onChange({ q: event.target.value || undefined })}
        inputRef={props.searchField}
        inputProps={{ minLength: 2, maxLength: 200, 'aria-keyshortcuts': '/' }}
        InputProps={{
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        }}
        InputLabelProps={{ shrink: true }}
        sx={{ flex: { sm: '1 1 150px' }, maxWidth: { sm: 260 } }}
      />
    </>
  );
}
