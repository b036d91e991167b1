import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { callboardIntegrityTranslationRef } from '../translation';
import type { CheckFields, CheckRange } from './parseCheckRange';

/** The expected head, and the range of integrity checkpoints to verify. */
export function CheckFieldSet(props: {
  fields: CheckFields;
  problems: CheckRange['problems'];
  /** Whether to show errors of fields that have not lost the focus yet. */
  areAllShown: boolean;
  /** The number of the newest integrity checkpoint. */
  last: number;
  onChange: (fields: CheckFields) => void;
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { fields, problems, areAllShown } = props;
  const [left, setLeft] = useState<readonly string[]>([]);
  const getFieldProps = (name: keyof CheckFields, hint: string) => {
    const problem =
      areAllShown || left.includes(name) ? problems[name] : undefined;
    return {
      name,
      label: t(`check.${name}`),
      value: fields[name],
      error: problem !== undefined,
      helperText: problem
        ? t(`check.${problem}Problem`, { last: formatCount(props.last) })
        : hint,
      size: 'small' as const,
      onChange: (event: { target: { value: string } }) =>
        props.onChange({ ...fields, [name]: event.target.value }),
      onBlur: () => setLeft(names => [...new Set([...names, name])]),
    };
  };
  const number = { inputMode: 'numeric', maxLength: 10 } as const;
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, pt: 1, maxWidth: 960 }}
    >
      <TextField
        {...getFieldProps('head', t('check.headHint'))}
        inputProps={{
          spellCheck: false,
          autoComplete: 'off',
          maxLength: 80,
          style: { fontFamily: 'monospace' },
        }}
        sx={{ flex: '3 1 320px' }}
      />
      <TextField
        {...getFieldProps('from', t('check.rangeHint'))}
        inputProps={number}
        sx={{ flex: '1 1 140px' }}
      />
      <TextField
        {...getFieldProps('to', ' ')}
        inputProps={number}
        sx={{ flex: '1 1 140px' }}
      />
    </Box>
  );
}
