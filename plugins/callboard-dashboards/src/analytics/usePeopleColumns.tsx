import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DurationText,
  PersonChip,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { countWords } from './countWords';
import { minuteLabels } from './minuteLabels';
import { TrendCell } from './TrendCell';
import type { AnalyticsOf } from './useAnalytics';

type Person = AnalyticsOf<'people'>['people'][number];

/** The numbers of a person. */
export const peopleNumbers = [
  'assigned',
  'completed',
  'logged_minutes',
] as const;

const chipStyles = {
  assigned: { width: '136px', numberWidth: 40, goodDirection: 'neutral' },
  completed: { width: '136px', numberWidth: 40, goodDirection: 'more' },
  logged_minutes: { width: '192px', numberWidth: 72, goodDirection: 'neutral' },
} as const;

/** The columns of people and their work. */
export function usePeopleColumns(workspace: string): DataTableColumn<Person>[] {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  return useMemo<DataTableColumn<Person>[]>(
    () => [
      {
        id: 'person',
        header: t('people.person'),
        width: 'minmax(160px, 1fr)',
        narrow: 'line',
        orderBy: 'person',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.user_ref}
            name={original.name}
            workspace={workspace}
          />
        ),
      },
      ...peopleNumbers.map((name): DataTableColumn<Person> => {
        const { width, numberWidth, goodDirection } = chipStyles[name];
        const isTime = name === 'logged_minutes';
        return {
          id: name,
          header: t(`people.${name}`),
          width,
          align: 'end',
          orderBy: name,
          cell: ({ row: { original } }) => (
            <TrendCell
              label={t(`people.${name}`)}
              number={original[name]}
              words={isTime ? minuteLabels : countWords}
              goodDirection={goodDirection}
              numberWidth={numberWidth}
            >
              {isTime && <DurationText minutes={original[name].count} />}
            </TrendCell>
          ),
        };
      }),
    ],
    [t, workspace],
  );
}
