import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { MenuButton } from '../pickers/MenuButton';
import { callboardWorkTranslationRef } from '../translation';
import { formatRange } from './Range';
import { RangeMenu } from './RangeMenu';
import type { WorkFilterState } from './useWorkFilters';
import { rangeFilters } from './WorkFilters';

/** The button of the date and estimate filters, with their number, and their menu. */
export function RangeButton(props: {
  state: WorkFilterState;
  fullWidth?: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { filters, setRanges } = props.state;
  const [anchor, setAnchor] = useState<Element | null>(null);
  const count = rangeFilters.filter(name => formatRange(filters[name])).length;
  const name = t('ranges.open');
  return (
    <>
      <MenuButton
        text={
          count > 0 ? t('filters.many', { name, number: String(count) }) : name
        }
        isSet={count > 0}
        isOpen={anchor !== null}
        fullWidth={props.fullWidth}
        onOpen={setAnchor}
      />
      {anchor && (
        <RangeMenu
          anchor={anchor}
          filters={filters}
          onChange={setRanges}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  );
}
