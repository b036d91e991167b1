import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { StateBadge } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useWorkProject } from '../data/useWorkProject';
import { LabelList } from '../badges/LabelList';
import { PriorityBadge } from '../badges/PriorityBadge';
import { useEstimateText } from '../badges/useEstimateText';
import { callboardWorkTranslationRef } from '../translation';
import { AssigneesProperty } from './AssigneesProperty';
import { DateProperty } from './DateProperty';
import { ParentProperty } from './ParentProperty';
import { PropertyButton } from './PropertyButton';
import { PropertyRow } from './PropertyRow';
import type { ItemEdit } from './useItemEdit';

/** The fields of an item. */
export function Properties(props: { item: WorkItem; edit: ItemEdit }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit } = props;
  const scope = useWorkProject();
  const { states, labels, cycles, modules } = scope;
  const mayWrite = scope.mayChange(item);
  const estimateText = useEstimateText();
  const state = states.find(({ id }) => id === item.state_id);
  const ownLabels = labels.filter(({ id }) => item.labels.includes(id));
  const common = { item, edit, mayWrite };
  const createNameLookup = (
    resources: readonly { id: string; name: string }[],
  ) =>
    function name(valueId: string | null) {
      return resources.find(({ id }) => id === valueId)?.name;
    };
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(88px, auto) 1fr',
        columnGap: 2,
        rowGap: 0.25,
        alignItems: 'center',
        m: 0,
        typography: 'body2',
      }}
    >
      <PropertyRow name={t('field.state')}>
        <PropertyButton {...common} field="state">
          {state && <StateBadge state={state} />}
        </PropertyButton>
      </PropertyRow>
      <PropertyRow name={t('field.priority')}>
        <PropertyButton {...common} field="priority">
          <PriorityBadge priority={item.priority} />
        </PropertyButton>
      </PropertyRow>
      <PropertyRow name={t('field.assignees')}>
        <AssigneesProperty {...common} />
      </PropertyRow>
      <PropertyRow name={t('field.labels')}>
        <PropertyButton {...common} field="labels">
          {ownLabels.length > 0 && (
            <LabelList labels={ownLabels} maxShown={5} />
          )}
        </PropertyButton>
      </PropertyRow>
      <PropertyRow name={t('field.estimate')}>
        <PropertyButton {...common} field="estimate">
          {estimateText(item)}
        </PropertyButton>
      </PropertyRow>
      <PropertyRow name={t('field.cycle')}>
        <PropertyButton {...common} field="cycle">
          {createNameLookup(cycles)(item.cycle_id)}
        </PropertyButton>
      </PropertyRow>
      <PropertyRow name={t('field.module')}>
        <PropertyButton {...common} field="module">
          {createNameLookup(modules)(item.module_id)}
        </PropertyButton>
      </PropertyRow>
      <PropertyRow name={t('field.start_date')}>
        <DateProperty {...common} field="start_date" />
      </PropertyRow>
      <PropertyRow name={t('field.target_date')}>
        <DateProperty {...common} field="target_date" />
      </PropertyRow>
      <PropertyRow name={t('field.parent')}>
        <ParentProperty
          {...common}
          mayWrite={scope.mayChange(item, 'parent_id')}
        />
      </PropertyRow>
    </Box>
  );
}
