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
  BarList,
  type BarListItem,
  renderThenFocus,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { callboardActivityTranslationRef } from '../translation';
import type { ActivityFilters } from '../data/ActivityFilters';
import { Card, CardGrid } from './Card';
import { DaysCard } from './DaysCard';

const MAX_SHOWN_ITEMS = 5;

/**
 * A card with ranked counts. If the list is long, its last bar has the sum of the hidden items, and
 * shows them when selected.
 */
function RankingCard(props: { title: string; items: BarListItem[] }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [isExpanded, setExpanded] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const toggle = () =>
    renderThenFocus(
      () => setExpanded(!isExpanded),
      // Focuses the first bar below the top items: a newly shown item, or the sum.
      () =>
        list.current
          ?.querySelector<HTMLElement>(
            `li:nth-child(n + ${MAX_SHOWN_ITEMS + 1}) button`,
          )
          ?.focus(),
    );
  const { items, title } = props;
  const isCollapsed = !isExpanded && items.length > MAX_SHOWN_ITEMS + 1;
  const hiddenItems = isCollapsed ? items.slice(MAX_SHOWN_ITEMS) : [];
  const othersText = t('cards.others', { number: String(hiddenItems.length) });
  const bars: BarListItem[] = isCollapsed
    ? [
        ...items.slice(0, MAX_SHOWN_ITEMS),
        {
          // No real text contains this character, so no bar has the same key.
          key: '\0',
          label: othersText,
          name: othersText,
          count: hiddenItems.reduce((sum, item) => sum + item.count, 0),
          onSelect: toggle,
        },
      ]
    : items;
  return (
    <Card title={title}>
      {items.length === 0 && (
        <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
          {t('cards.none')}
        </Box>
      )}
      <Box
        ref={list}
        tabIndex={isExpanded ? 0 : undefined}
        sx={{ maxHeight: 224, overflowY: 'auto', mx: -1 }}
      >
        <BarList label={title} items={bars} />
      </Box>
      {isExpanded && (
        <Button
          size="small"
          onClick={toggle}
          sx={{ alignSelf: 'start', mt: 1 }}
        >
          {t('cards.fewer')}
        </Button>
      )}
    </Card>
  );
}

export function SummaryCards(props: {
  summary: ActivitySummary;
  filters: ActivityFilters;
  bounds: DateBounds;
  /** The first day of the week, 1 for Monday to 7 for Sunday. */
  weekStart?: number;
  onFilter: (patch: Partial<ActivityFilters>) => void;
  /** False if all rows belong to one person. */
  withPerson: boolean;
  /** The slug of the workspace that all rows belong to, if any. */
  workspace?: string;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const getActionLabel = useActionLabels();
  const getTypeLabel = useEntityTypeLabels();
  const palette = useChartPalette();
  const [defaultColour] = palette;
  const { summary, filters, bounds, onFilter } = props;

  /** Returns the props of a bar that sets a filter; selecting the active value clears it. */
  const getFilterProps = (
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
        weekStart={props.weekStart}
        onSelect={range => onFilter({ range: { preset: 'custom', ...range } })}
      />
      <RankingCard
        title={t('cards.byAction')}
        items={summary.by_action.map(({ action, count }) => ({
          key: action,
          name: getActionLabel(action),
          label: <ActionLabel action={action} />,
          count,
          colour: palette[getActionStyle(action).colour],
          ...getFilterProps('action', action),
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
            colour: defaultColour,
            ...(entity_type ? getFilterProps('entity_type', entity_type) : {}),
          };
        })}
      />
      {props.withPerson && (
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
                workspace={props.workspace}
              />
            ),
            count,
            colour: defaultColour,
            ...getFilterProps('user_id', user_id),
          }))}
        />
      )}
    </CardGrid>
  );
}
