import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ActivitySummary } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  getActionStyle,
  EntityLink,
  PersonChip,
  useActionLabels,
  useEntityTypeLabels,
  useChartPalette,
  type DateBounds,
} from '@callboard/plugin-callboard-react';
import { callboardActivityTranslationRef } from '../translation';
import type { ActivityFilters } from '../filters/ActivityFilters';
import { CardGrid } from './CardGrid';
import { DaysCard } from './DaysCard';
import { RankingCard } from './RankingCard';

/** Statistics of the list. Each bar and each name sets a filter. */
export function SummaryCards(props: {
  summary: ActivitySummary;
  filters: ActivityFilters;
  bounds: DateBounds;
  onFilter: (patch: Partial<ActivityFilters>) => void;
  /** False if all rows are of one person. */
  withPeople: boolean;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const words = useActionLabels();
  const getTypeLabel = useEntityTypeLabels();
  const palette = useChartPalette();
  const [plain] = palette;
  const { summary, filters, bounds, onFilter } = props;

  /** Toggles a filter: selecting the active value clears it. */
  const toggle = (
    filter: 'action' | 'entity_type' | 'user_id',
    value: string,
  ) => ({
    selected: filters[filter] === value,
    onSelect: () =>
      onFilter({ [filter]: filters[filter] === value ? undefined : value }),
  });
  return (
    <CardGrid>
      <DaysCard
        total={summary.total}
        days={summary.by_day}
        bounds={bounds}
        onSelect={range => onFilter({ range: { preset: 'custom', ...range } })}
      />
      <RankingCard
        title={t('cards.byAction')}
        items={summary.by_action.map(({ action, count }) => ({
          key: action,
          name: words(action),
          label: <ActionLabel action={action} />,
          count,
          colour: palette[getActionStyle(action).colour],
          ...toggle('action', action),
        }))}
      />
      <RankingCard
        title={t('cards.byEntityType')}
        items={summary.by_entity_type.map(({ entity_type, count }) => {
          const name = entity_type
            ? getTypeLabel(entity_type)
            : t('cards.noType');
          return {
            key: entity_type ?? '',
            name,
            label: <EntityLink type={entity_type} id={null} label={name} />,
            count,
            colour: plain,
            ...(entity_type ? toggle('entity_type', entity_type) : {}),
          };
        })}
      />
      {props.withPeople && (
        <RankingCard
          title={t('cards.byUser')}
          items={summary.by_user.map(({ user_id, user_name, count }) => ({
            key: user_id,
            name: user_name || user_id,
            label: (
              <PersonChip
                userRef={user_id}
                name={user_name}
                size={20}
                linked={false}
              />
            ),
            count,
            colour: plain,
            ...toggle('user_id', user_id),
          }))}
        />
      )}
    </CardGrid>
  );
}
