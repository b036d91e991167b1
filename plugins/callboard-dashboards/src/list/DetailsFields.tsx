import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import {
  type DashboardAccess,
  endpoints,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId, useState } from 'react';
import {
  useCallboardQuery,
  useDebounced,
} from '@callboard/plugin-callboard-react';
import { callboardDashboardsListTranslationRef } from './listTranslation';

/** Normalises a name to check whether it is taken. */
export const normaliseName = (name: string): string =>
  name
    .trim()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleUpperCase('en');

/** The maximum number of dashboards to compare the name with; the server compares it with all. */
const PAGE_SIZE = 200;

/**
 * Validates the name of a dashboard. Reports an empty name once the user has left the field, and a
 * taken name: another dashboard that the user can see has it, or `markTaken` was called for it.
 */
export function useNameProblem(
  slug: string,
  name: string,
  /** The current name of an existing dashboard. */
  currentName?: string,
) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const [wasBlurred, setBlurred] = useState(false);
  const [takenName, setTakenName] = useState<string>();
  const normalisedName = normaliseName(name);
  const debouncedName = useDebounced(name.trim());
  const isCurrentName =
    currentName !== undefined && normaliseName(currentName) === normalisedName;
  const { data } = useCallboardQuery(
    endpoints.listDashboards,
    { params: { slug }, query: { search: debouncedName, limit: PAGE_SIZE } },
    { enabled: debouncedName !== '' && !isCurrentName },
  );
  const isTaken =
    !isCurrentName &&
    (takenName === normalisedName ||
      data?.items.some(one => normaliseName(one.name) === normalisedName));
  const findProblem = () => {
    if (normalisedName === '') {
      return wasBlurred ? t('field.required') : undefined;
    }
    return isTaken ? t('field.taken') : undefined;
  };
  return {
    problem: findProblem(),
    /** Marks the current name as taken, after the server has rejected it. */
    markTaken: () => setTakenName(normalisedName),
    /** Must be called when the name field loses the focus. */
    onBlur: () => setBlurred(true),
  };
}

/** The maximum lengths of names and descriptions. */
const MAX_NAME_LENGTH = 255;
const MAX_DESCRIPTION_LENGTH = 4_000;

interface Details {
  name: string;
  description: string;
}

/** The name, description and access of a new dashboard. */
export interface NewDetails extends Details {
  access: DashboardAccess;
}

export function AccessField(props: {
  workspace: string;
  value: DashboardAccess;
  onChange: (access: DashboardAccess) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, value, onChange } = props;
  const id = useId();
  return (
    <FormControl>
      <FormLabel id={id} sx={{ typography: 'body2' }}>
        {t('field.access')}
      </FormLabel>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onChange={(_, access) => onChange(access as DashboardAccess)}
      >
        {(['private', 'shared'] as const).map(access => (
          <FormControlLabel
            key={access}
            value={access}
            control={<Radio size="small" sx={{ py: 0.25 }} />}
            sx={{ alignItems: 'flex-start', mt: 0.5 }}
            slotProps={{ typography: { variant: 'body2' } }}
            label={
              <>
                {t(`access.${access}`)}
                <Box component="span" display="block" color="text.secondary">
                  {t(`accessHint.${access}`, { workspace })}
                </Box>
              </>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}

/** The fields for the name and the description of a dashboard. */
export function DetailsFields(props: {
  details: Details;
  /** The error of the name field. */
  nameProblem: string | undefined;
  onChange: (patch: Partial<Details>) => void;
  onNameFocus?: () => void;
  onNameBlur: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { details, nameProblem, onChange } = props;
  return (
    <Stack spacing={2}>
      <TextField
        fullWidth
        required
        size="small"
        label={t('field.name')}
        value={details.name}
        onChange={({ target }) => onChange({ name: target.value })}
        onFocus={props.onNameFocus}
        onBlur={props.onNameBlur}
        error={nameProblem !== undefined}
        helperText={nameProblem}
        inputProps={{ maxLength: MAX_NAME_LENGTH }}
        FormHelperTextProps={{ role: 'status' }}
      />
      <TextField
        fullWidth
        multiline
        maxRows={6}
        size="small"
        label={t('field.description')}
        placeholder={t('field.descriptionHint')}
        value={details.description}
        onChange={({ target }) => onChange({ description: target.value })}
        inputProps={{ maxLength: MAX_DESCRIPTION_LENGTH }}
      />
    </Stack>
  );
}
