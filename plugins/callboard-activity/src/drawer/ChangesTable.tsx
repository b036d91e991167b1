import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity, JsonValue } from '@callboard/plugin-callboard-common';
import {
  humanize,
  recordedName,
  useValueWords,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { callboardActivityTranslationRef } from '../translation';

function Value(props: { value: JsonValue; name?: string; now: boolean }) {
  const words = useValueWords();
  const nothing = props.value === null || props.value === '';
  return (
    <Box
      component="span"
      sx={{
        color: nothing || !props.now ? 'text.secondary' : 'text.primary',
        fontStyle: nothing ? 'italic' : undefined,
        fontWeight: props.now && !nothing ? 600 : 400,
        overflowWrap: 'anywhere',
        whiteSpace: 'pre-wrap',
      }}
    >
      {props.name ?? words(props.value)}
    </Box>
  );
}

/**
 * What changed, field by field, before and after. Of what was created there is
 * no before, and no after of what was deleted.
 */
export function ChangesTable(props: { activity: Activity }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { activity } = props;
  const { changes } = activity;
  const hasBefore = changes.some(change => change.old_value !== null);
  const hasAfter = changes.some(change => change.new_value !== null);
  return (
    <Table
      size="small"
      aria-label={t('drawer.changes')}
      sx={{
        tableLayout: 'fixed',
        '& tr, & tr:nth-of-type(odd)': { bgcolor: 'transparent' },
        '& th, & td': {
          verticalAlign: 'top',
          lineHeight: 1.43,
          px: 0,
          pr: 2,
          py: 0.75,
          borderBottom: 1,
          borderColor: 'divider',
        },
      }}
    >
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: '30%' }}>{t('drawer.field')}</TableCell>
          {hasBefore && <TableCell>{t('drawer.before')}</TableCell>}
          {hasAfter && <TableCell>{t('drawer.after')}</TableCell>}
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map((change, at) => (
          <TableRow key={at}>
            <TableCell component="th" scope="row">
              {humanize(change.field)}
            </TableCell>
            {hasBefore && (
              <TableCell>
                <Value
                  value={change.old_value}
                  name={recordedName(activity, change.old_value)}
                  now={false}
                />
              </TableCell>
            )}
            {hasAfter && (
              <TableCell>
                <Value
                  value={change.new_value}
                  name={recordedName(activity, change.new_value)}
                  now
                />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
