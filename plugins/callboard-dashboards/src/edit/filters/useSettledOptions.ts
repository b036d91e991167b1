import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  changeVocabulary,
  priority,
  stateGroup,
  type WidgetFilters,
} from '@callboard/plugin-callboard-common';
import {
  callboardReactTranslationRef,
  useActionLabels,
  useEntityTypeLabels,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardDashboardsEditTranslationRef } from '../editTranslation';
import type { FilterOption } from './FilterOption';

/** The sources of work items. */
const sources = ['callboard', 'github'];

/** Groups whose items widgets count. */
const countedGroups = stateGroup.options.filter(group => group !== 'triage');

const actions = [...new Set(Object.values(changeVocabulary).flat())].sort();

/** Returns the values of filters that are the same in all workspaces. */
export function useSettledOptions(): Partial<
  Record<keyof WidgetFilters, FilterOption[]>
> {
  const { t: words } = useTranslationRef(callboardReactTranslationRef);
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const getActionLabel = useActionLabels();
  const getTypeLabel = useEntityTypeLabels();
  return useMemo(
    () => ({
      priority: priority.options.map(value => ({
        value,
        label: words(`activity.priority.${value}`),
      })),
      state_groups: countedGroups.map(value => ({
        value,
        label: t(`groups.${value}`),
      })),
      is_billable: [
        { value: true, label: words('activity.value.yes') },
        { value: false, label: words('activity.value.no') },
      ],
      sources: sources.map(value => ({ value, label: value })),
      actions: actions.map(value => ({ value, label: getActionLabel(value) })),
      entity_types: Object.keys(changeVocabulary).map(value => ({
        value,
        label: getTypeLabel(value),
      })),
    }),
    [t, words, getActionLabel, getTypeLabel],
  );
}
