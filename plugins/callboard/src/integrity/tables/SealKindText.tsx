import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  humanize,
  instant,
  type ActivitySeal,
  type JsonValue,
} from '@callboard/plugin-callboard-common';
import { formatCount, formatInstant } from '@callboard/plugin-callboard-react';
import AutoDeleteOutlinedIcon from '@mui/icons-material/AutoDeleteOutlined';
import PersonRemoveOutlinedIcon from '@mui/icons-material/PersonRemoveOutlined';
import TableRowsOutlinedIcon from '@mui/icons-material/TableRowsOutlined';
import Box from '@mui/material/Box';
import { callboardIntegrityTranslationRef } from '../translation';

const icons = {
  rows: <TableRowsOutlinedIcon fontSize="small" color="action" />,
  retention: <AutoDeleteOutlinedIcon fontSize="small" color="action" />,
  erasure: <PersonRemoveOutlinedIcon fontSize="small" color="action" />,
};

function formatValue(value: JsonValue | undefined): string {
  if (typeof value !== 'string') {
    return Array.isArray(value)
      ? value.map(formatValue).join(', ')
      : JSON.stringify(value);
  }
  return instant.safeParse(value).success
    ? formatInstant(value, 'short')
    : value;
}

/** The content of an integrity checkpoint; for a deletion, the rule that caused it. */
export function SealKindText(props: { seal: ActivitySeal }) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { kind, rows, rule } = props.seal;
  const parts = Object.entries(rule ?? {})
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${humanize(name)}: ${formatValue(value)}`);
  return (
    <Box sx={{ display: 'flex', gap: 1, minWidth: 0, py: 0.5 }}>
      <Box aria-hidden sx={{ display: 'flex', pt: 0.125 }}>
        {icons[kind]}
      </Box>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {t(`seals.kinds.${kind}`, {
          count: rows,
          formatted: formatCount(rows),
        })}
        {parts.length > 0 && (
          <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
            {parts.join(' · ')}
          </Box>
        )}
      </Box>
    </Box>
  );
}
