import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  notificationSeverity,
  thresholdOperator,
  type Threshold,
} from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { ChoiceField } from './ChoiceField';
import { callboardDashboardsEditTranslationRef } from './editTranslation';

const MAX_THRESHOLDS = 10;

const MAX_VALUE = 1e12;

const isValidValue = (text: string) =>
  text.trim() !== '' && Math.abs(Number(text)) <= MAX_VALUE;

const REMOVE_ATTRIBUTE = 'data-remove';

const operatorNames = {
  '>': 'above',
  '>=': 'atLeast',
  '<': 'below',
  '<=': 'atMost',
} as const;

/** A number field. While its text is empty or invalid, the value is NaN, which blocks saving. */
function ValueField(props: {
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { label, value, onChange } = props;
  const isInvalid = Number.isNaN(value);
  const [typed, setTyped] = useState(isInvalid ? '' : String(value));
  return (
    <TextField
      size="small"
      type="number"
      label={label}
      // Retains typed text such as "1.50" while its number equals the current value.
      value={Number(typed) === value || isInvalid ? typed : String(value)}
      error={isInvalid}
      helperText={
        isInvalid &&
        t('thresholds.invalid', { formatted: formatCount(MAX_VALUE) })
      }
      inputProps={{ min: -MAX_VALUE, max: MAX_VALUE, step: 'any' }}
      onChange={event => {
        const text = event.target.value;
        setTyped(text);
        onChange(isValidValue(text) ? Number(text) : NaN);
      }}
    />
  );
}

/** The thresholds of a number. Followers are notified when the number crosses a threshold. */
export function ThresholdFields(props: {
  thresholds: readonly Threshold[] | undefined;
  onChange: (thresholds: Threshold[] | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { thresholds = [], onChange } = props;
  const fields = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  /** The position of the threshold that was just removed, until the focus is moved. */
  const removedPosition = useRef<number>();
  const count = thresholds.length;
  // Thresholds have no ids. With the position as the key, a field would retain the text of a
  // removed threshold.
  const keys = useRef<number[]>([]);
  const createdKeys = useRef(0);
  while (keys.current.length < count) {
    createdKeys.current += 1;
    keys.current.push(createdKeys.current);
  }
  useEffect(() => {
    if (removedPosition.current === undefined) {
      return;
    }
    const removeButtons = fields.current?.querySelectorAll<HTMLElement>(
      `[${REMOVE_ATTRIBUTE}]`,
    );
    const nextButton =
      removeButtons?.[Math.min(removedPosition.current, count - 1)];
    removedPosition.current = undefined;
    (nextButton ?? addButton.current)?.focus();
  }, [count]);
  const setThresholds = (next: Threshold[]) =>
    onChange(next.length > 0 ? next : undefined);
  const updateThreshold = (position: number, patch: Partial<Threshold>) =>
    setThresholds(
      thresholds.map((threshold, index) =>
        index === position ? { ...threshold, ...patch } : threshold,
      ),
    );
  return (
    <Stack
      ref={fields}
      spacing={1}
      role="group"
      aria-label={t('thresholds.title')}
    >
      <Box component="h3" sx={{ m: 0, typography: 'subtitle2' }}>
        {t('thresholds.title')}
      </Box>
      <Typography variant="body2" color="text.secondary">
        {t('thresholds.hint')}
      </Typography>
      {thresholds.map((threshold, position) => {
        const nth = { nth: String(position + 1) };
        return (
          <Box
            key={keys.current[position]}
            role="group"
            aria-label={t('thresholds.one', nth)}
            sx={{
              display: 'grid',
              gridTemplateColumns: 'repeat(3, minmax(0, 1fr)) auto',
              alignItems: 'start',
              gap: 1,
            }}
          >
            <ChoiceField
              label={t('thresholds.operator')}
              value={threshold.operator}
              choices={thresholdOperator.options.map(value => ({
                value,
                label: t(`thresholds.operators.${operatorNames[value]}`),
              }))}
              onChange={operator => updateThreshold(position, { operator })}
            />
            <ValueField
              label={t('thresholds.value')}
              value={threshold.value}
              onChange={value => updateThreshold(position, { value })}
            />
            <ChoiceField
              label={t('thresholds.severity')}
              value={threshold.severity}
              choices={notificationSeverity.options.map(value => ({
                value,
                label: t(`thresholds.severities.${value}`),
              }))}
              onChange={severity => updateThreshold(position, { severity })}
            />
            <IconButton
              aria-label={t('thresholds.remove', nth)}
              {...{ [REMOVE_ATTRIBUTE]: '' }}
              onClick={() => {
                removedPosition.current = position;
                keys.current.splice(position, 1);
                setThresholds(
                  thresholds.filter((_, index) => index !== position),
                );
              }}
            >
              <CloseIcon />
            </IconButton>
          </Box>
        );
      })}
      <Box>
        <Button
          ref={addButton}
          size="small"
          startIcon={<AddIcon />}
          disabled={thresholds.length >= MAX_THRESHOLDS}
          onClick={() =>
            setThresholds([
              ...thresholds,
              { operator: '>', value: 0, severity: 'normal' },
            ])
          }
        >
          {t('thresholds.add')}
        </Button>
      </Box>
    </Stack>
  );
}
