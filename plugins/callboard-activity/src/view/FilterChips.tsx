import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  type OwnWorkspace,
  parseRef,
  useActionLabels,
  useDateRangeName,
  useEntityTypeLabels,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { useActivityFacets } from '../data/activityQueries';
import { callboardActivityTranslationRef } from '../translation';
import type { ActivityFilters, TextFilter } from '../data/ActivityFilters';
import type { FilterState } from '../data/useActivityFilters';

export function FilterChips(props: {
  state: FilterState;
  facets: ReturnType<typeof useActivityFacets>;
  workspaces: OwnWorkspace[] | undefined;
  /** The shown rows, which contain the names of people and resources. */
  rows: Activity[];
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const getActionLabel = useActionLabels();
  const getTypeLabel = useEntityTypeLabels();
  const { rows, workspaces, facets } = props;
  const { filters, range, defaults, change } = props.state;
  const rangeName = useDateRangeName(range);

  const getPersonName = (ref: string) =>
    facets.data?.users.find(user => user.user_id === ref)?.user_name ||
    rows.find(row => row.user_id === ref)?.user_name ||
    parseRef(ref)?.name ||
    ref;
  const getResourceName = (id: string) =>
    rows.find(row => row.entity_id === id && row.entity_label)?.entity_label ??
    parseRef(id)?.name ??
    id;
  /** Functions that return the name and the value on the chip of a filter. */
  const describers: Record<TextFilter, (value: string) => [string, string]> = {
    user_id: value => [t('columns.person'), getPersonName(value)],
    action: value => [t('filters.action'), getActionLabel(value)],
    entity_type: value => [t('filters.entityType'), getTypeLabel(value)],
    entity_id: value => [t('columns.entity'), getResourceName(value)],
    q: value => [t('filters.search'), value],
    views: value => [
      t('filters.views'),
      value === 'false' ? t('filters.hidden') : t('filters.shown'),
    ],
    workspace_id: value => [
      t('workspace.label'),
      workspaces?.find(({ id }) => id === value)?.name ?? value,
    ],
  };

  const chips: {
    name: string;
    value: string;
    clearingPatch: Partial<ActivityFilters>;
  }[] = [];
  for (const [filter, describe] of Object.entries(describers)) {
    const value = filters[filter as TextFilter];
    if (value) {
      const [name, label] = describe(value);
      chips.push({
        name,
        value: label,
        clearingPatch: { [filter]: undefined },
      });
    }
  }
  if (filters.range || range.preset !== defaults.range) {
    chips.push({
      name: t('filters.range'),
      value: rangeName,
      // A search without a chosen range covers all time. Removing the chip of this implied range
      // chooses the view's default range.
      clearingPatch: {
        range: filters.range ? undefined : { preset: defaults.range },
      },
    });
  }
  if (chips.length === 0) {
    return null;
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {chips.map(({ name, value, clearingPatch }) => (
        <Chip
          key={name}
          size="small"
          label={t('filters.chip', { name, value })}
          onDelete={() => change(clearingPatch)}
          sx={{ m: 0, maxWidth: 320 }}
          title={t('filters.remove', { name })}
        />
      ))}
    </Box>
  );
}
