import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorklogSummary } from '@callboard/plugin-callboard-common';
import {
  BarList,
  formatMinutes,
  useChartPalette,
} from '@callboard/plugin-callboard-react';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';

interface MinutesBar {
  key: string;
  name: string;
  minutes: number;
}

export const toPersonBars = (
  people: WorklogSummary['by_member'],
): MinutesBar[] =>
  people.map(({ member_id, display_name, total_minutes }) => ({
    key: member_id,
    name: display_name,
    minutes: total_minutes,
  }));

const MAX_SHOWN_BARS = 6;

export function MinutesList(props: {
  label: string;
  /** Sorted by duration, descending. */
  bars: readonly MinutesBar[];
  paletteIndex: number;
  selected?: string;
  onSelect?: (key: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { bars, selected, onSelect } = props;
  const colour = useChartPalette()[props.paletteIndex];
  const otherMinutes = bars
    .slice(MAX_SHOWN_BARS)
    .reduce((sum, { minutes }) => sum + minutes, 0);
  return (
    <BarList
      label={props.label}
      items={[
        ...bars.slice(0, MAX_SHOWN_BARS).map(({ key, name, minutes }) => ({
          key,
          name,
          label: name,
          count: minutes,
          countText: formatMinutes(minutes),
          colour,
          selected: key === selected,
          onSelect: onSelect && (() => onSelect(key)),
        })),
        ...(otherMinutes > 0
          ? [
              {
                // No bar has a key with a leading space.
                key: ' rest',
                name: t('summary.others'),
                label: t('summary.others'),
                count: otherMinutes,
                countText: formatMinutes(otherMinutes),
              },
            ]
          : []),
      ]}
    />
  );
}
