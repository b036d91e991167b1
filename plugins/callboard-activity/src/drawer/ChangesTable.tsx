import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  FieldChange,
  JsonValue,
} from '@callboard/plugin-callboard-common';
import { humanize } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { callboardActivityTranslationRef } from '../translation';
import { useValueWords } from '../words/useValueWords';

function Value(props: { value: JsonValue; now: boolean }) {
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
      {words(props.value)}
    </Box>
  );
}

/** What changed, field by field, before and after. */
export function ChangesTable(props: { changes: FieldChange[] }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <Table
      size="small"
      aria-label={t('drawer.changes')}
      sx={{
        tableLayout: 'fixed',
        '& th, & td': { verticalAlign: 'top', px: 1 },
        '& th:first-of-type, & td:first-of-type': { pl: 0 },
      }}
    >
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: '30%' }}>{t('drawer.field')}</TableCell>
          <TableCell>{t('drawer.before')}</TableCell>
          <TableCell>{t('drawer.after')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {props.changes.map(change => (
          <TableRow key={change.field}>
            <TableCell component="th" scope="row">
              {humanize(change.field)}
            </TableCell>
            <TableCell>
              <Value value={change.old_value} now={false} />
            </TableCell>
            <TableCell>
              <Value value={change.new_value} now />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
