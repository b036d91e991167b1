import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ImportResult,
  RowOutcome,
} from '@callboard/plugin-callboard-common';
import { formatCount } from '../text/formatCount';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import { callboardImportTranslationRef } from './importTranslation';
import { outcomeStyles } from './outcomeStyles';

const outcomes: readonly RowOutcome[] = [
  'created',
  'updated',
  'skipped',
  'failed',
];

/** The number of rows per outcome; a chip filters by it. */
export function OutcomeChips(props: {
  result: ImportResult;
  chosen?: RowOutcome;
  onChoose?: (outcome: RowOutcome | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { result, chosen, onChoose } = props;
  return (
    <Stack
      direction="row"
      useFlexGap
      flexWrap="wrap"
      gap={1}
      role="group"
      aria-label={t('preview.outcomes')}
    >
      {outcomes.map(outcome => {
        const { icon: Icon, colour } = outcomeStyles[outcome];
        const count = result[outcome];
        const isChosen = chosen === outcome;
        return (
          <Chip
            key={outcome}
            sx={{ m: 0, fontVariantNumeric: 'tabular-nums' }}
            variant={isChosen ? 'filled' : 'outlined'}
            icon={<Icon color={count > 0 ? colour : 'disabled'} />}
            label={t(`chip.${outcome}`, { formatted: formatCount(count) })}
            {...(onChoose && {
              component: 'button' as const,
              clickable: true,
              'aria-pressed': isChosen,
              onClick: () => onChoose(isChosen ? undefined : outcome),
            })}
          />
        );
      })}
    </Stack>
  );
}
