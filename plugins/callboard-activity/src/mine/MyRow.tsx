import {
  humanize,
  instant,
  type JsonValue,
} from '@callboard/plugin-callboard-common';
import { formatInstant } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { Fragment } from 'react';

function formatValue(value: JsonValue): string {
  if (typeof value !== 'string') {
    return JSON.stringify(value);
  }
  return instant.safeParse(value).success
    ? formatInstant(value, 'short')
    : value;
}

/** The fields of a row that are set. */
export function MyRow(props: { row: Record<string, JsonValue> }) {
  const fields = Object.entries(props.row).filter(
    ([, value]) => value !== null && value !== '',
  );
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(96px, 200px) minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.25,
        m: 0,
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        typography: 'body2',
      }}
    >
      {fields.map(([name, value]) => (
        <Fragment key={name}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {humanize(name)}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
            {formatValue(value)}
          </Box>
        </Fragment>
      ))}
    </Box>
  );
}
