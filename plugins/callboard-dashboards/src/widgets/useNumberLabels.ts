import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  createUnitFormats,
  type UnitFormats,
} from '@callboard/plugin-callboard-common';
import { browserFormats } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { NumberUnit } from './ShownWidget';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

/** Returns functions that format numbers of a unit. */
export function useNumberLabels(unit: NumberUnit): UnitFormats {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  return useMemo(
    () =>
      createUnitFormats(unit, browserFormats, {
        none: t('none'),
        hours: hours => t('hours', { hours }),
      }),
    [t, unit],
  );
}
