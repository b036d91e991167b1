import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { IconText } from '../resources/IconText';
import Box from '@mui/material/Box';
import { callboardImportTranslationRef } from './importTranslation';
import { outcomeStyles } from './outcomeStyles';
import type { PreviewRow } from './PreviewRow';

/**
 * The outcome of a row and all its errors, because the cells themselves may be scrolled out of
 * view.
 */
export function OutcomeCell(props: { row: PreviewRow }) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { outcome, rowErrors, cellErrors } = props.row;
  const { icon: Icon, colour } = outcomeStyles[outcome];
  const reasons = [
    ...[...cellErrors].map(([name, why]) => `${name}: ${why}`),
    ...rowErrors,
  ];
  return (
    <Box sx={{ py: reasons.length > 0 ? 1 : 0 }}>
      <IconText
        icon={<Icon aria-hidden color={colour} fontSize="small" />}
        text={t(`outcome.${outcome}`)}
      />
      {reasons.map((reason, at) => (
        <Box
          key={at}
          sx={{
            typography: 'caption',
            overflowWrap: 'anywhere',
          }}
        >
          {reason}
        </Box>
      ))}
    </Box>
  );
}
