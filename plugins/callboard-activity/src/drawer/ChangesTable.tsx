import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Activity,
  FieldChange,
  JsonValue,
} from '@callboard/plugin-callboard-common';
import {
  ChangeValue,
  isLongTextChange,
  splitChanges,
  TextDiff,
  useChangeLabels,
  useFieldLabels,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';
import { callboardActivityTranslationRef } from '../translation';

function Value(props: {
  value: JsonValue;
  isNew: boolean;
  children: ReactNode;
}) {
  const isEmpty = props.value === null || props.value === '';
  return (
    <Box
      component="span"
      sx={{
        color: isEmpty || !props.isNew ? 'text.secondary' : 'text.primary',
        fontStyle: isEmpty ? 'italic' : undefined,
        fontWeight: props.isNew && !isEmpty ? 600 : 400,
        overflowWrap: 'anywhere',
        whiteSpace: 'pre-wrap',
      }}
    >
      {props.children}
    </Box>
  );
}

/** The changes field by field. A column without values is omitted, as on creation and deletion. */
function Changes(props: {
  label: string;
  activity: Activity;
  changes: FieldChange[];
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { activity, changes } = props;
  const formatValue = useChangeLabels(activity);
  const getFieldLabel = useFieldLabels();
  const renderCell = (field: string, value: JsonValue, isNew: boolean) => (
    <TableCell>
      <Value value={value} isNew={isNew}>
        <ChangeValue
          activity={activity}
          field={field}
          value={value}
          formatValue={formatValue}
        />
      </Value>
    </TableCell>
  );
  const hasOldValues = changes.some(change => change.old_value !== null);
  const hasNewValues = changes.some(change => change.new_value !== null);
  return (
    <Table
      size="small"
      aria-label={props.label}
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
          {hasOldValues && <TableCell>{t('drawer.before')}</TableCell>}
          {hasNewValues && <TableCell>{t('drawer.after')}</TableCell>}
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map((change, index) => (
          <TableRow key={index}>
            <TableCell component="th" scope="row">
              {getFieldLabel(change.field)}
            </TableCell>
            {isLongTextChange(change) ? (
              <TableCell colSpan={2}>
                <TextDiff before={change.old_value} after={change.new_value} />
              </TableCell>
            ) : (
              <>
                {hasOldValues &&
                  renderCell(change.field, change.old_value, false)}
                {hasNewValues &&
                  renderCell(change.field, change.new_value, true)}
              </>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The changed fields, with the technical ones in a collapsed section. */
export function ChangesTable(props: { activity: Activity }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { activity } = props;
  const { visible, technical } = splitChanges(activity);
  return (
    <>
      {visible.length > 0 && (
        <Changes
          label={t('drawer.changes')}
          activity={activity}
          changes={visible}
        />
      )}
      {technical.length > 0 && (
        <Box
          component="details"
          sx={{ mt: 1, typography: 'body2', color: 'text.secondary' }}
        >
          <Box component="summary" sx={{ cursor: 'pointer', py: 0.5 }}>
            {t('drawer.technical')}
          </Box>
          <Changes
            label={t('drawer.technical')}
            activity={activity}
            changes={technical}
          />
        </Box>
      )}
    </>
  );
}
