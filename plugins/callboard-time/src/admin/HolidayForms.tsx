import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseDuration } from '@callboard/plugin-callboard-common';
import { DateField } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent, type ReactNode } from 'react';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';
import type { useHolidayActions } from './useHolidayActions';

type Actions = ReturnType<typeof useHolidayActions>;

function Row(props: {
  label: string;
  onSubmit: () => void;
  children: ReactNode;
}) {
  return (
    <Box
      component="form"
      noValidate
      aria-label={props.label}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        props.onSubmit();
      }}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: 1,
      }}
    >
      {props.children}
    </Box>
  );
}

/** Adds a holiday with fewer expected hours: none by default. */
export function NewHolidayForm(props: { onAdd: Actions['add'] }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const [expected, setExpected] = useState('');
  const minutes = expected.trim() ? parseDuration(expected) : 0;
  const isWhole = date !== '' && name.trim() !== '' && minutes !== undefined;
  const add = async () => {
    if (isWhole && (await props.onAdd({ date, name: name.trim(), minutes }))) {
      setDate('');
      setName('');
      setExpected('');
    }
  };
  return (
    <Row label={t('holidays.add')} onSubmit={add}>
      <Box sx={{ width: 180 }}>
        <DateField label={t('holidays.date')} value={date} onChange={setDate} />
      </Box>
      <TextField
        size="small"
        label={t('holidays.name')}
        value={name}
        onChange={event => setName(event.target.value)}
        inputProps={{ maxLength: 255 }}
      />
      <TextField
        size="small"
        label={t('holidays.stillExpected')}
        helperText={t('holidays.stillExpectedHint')}
        value={expected}
        error={minutes === undefined}
        onChange={event => setExpected(event.target.value)}
        inputProps={{ maxLength: 12 }}
        sx={{ width: 180 }}
      />
      <Button type="submit" variant="outlined" disabled={!isWhole}>
        {t('holidays.addButton')}
      </Button>
    </Row>
  );
}

/** Imports the public holidays of a country. */
export function BringInForm(props: {
  year: number;
  onBringIn: Actions['importHolidays'];
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [country, setCountry] = useState('');
  const [region, setRegion] = useState('');
  const isCountry = /^[a-z]{2}$/i.test(country.trim());
  const importHolidays = () => {
    if (isCountry) {
      void props.onBringIn({
        country: country.trim().toUpperCase(),
        region: region.trim() || null,
        year: props.year,
      });
    }
  };
  return (
    <Row label={t('holidays.import')} onSubmit={importHolidays}>
      <TextField
        size="small"
        label={t('holidays.country')}
        value={country}
        onChange={event => setCountry(event.target.value)}
        inputProps={{ maxLength: 2 }}
      />
      <TextField
        size="small"
        label={t('holidays.region')}
        helperText={t('holidays.regionHint')}
        value={region}
        onChange={event => setRegion(event.target.value)}
        inputProps={{ maxLength: 16 }}
      />
      <Button type="submit" variant="outlined" disabled={!isCountry}>
        {t('holidays.importButton')}
      </Button>
    </Row>
  );
}
