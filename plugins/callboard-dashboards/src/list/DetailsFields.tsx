import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import {
  type Dashboard,
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
import { useDebounced, useWholeList } from '@callboard/plugin-callboard-react';
import { callboardDashboardsListTranslationRef } from './listTranslation';

/** Normalises a name to check whether it is taken. */
export const normaliseName = (name: string): string =>
  name
    .trim()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleUpperCase('en');

/**
 * The kinds of access within which a name must be unique: names of private dashboards are unique
 * per owner, names of shared ones per workspace.
 */
export const getNameScopes = (
  access: DashboardAccess,
  isNew: boolean,
): DashboardAccess[] =>
  // A new dashboard is private until it has been shared.
  isNew ? ['private', access] : [access];

/**
 * Validates the name of a dashboard. Reports an empty name once the user has left the field, and a
 * taken name if the user can see the other dashboard, or after `markTaken`.
 */
export function useNameProblem(
  slug: string,
  { name, access }: Pick<NewDetails, 'name' | 'access'>,
  /** The current state of an existing dashboard; undefined for a new dashboard. */
  current?: Pick<Dashboard, 'id' | 'name' | 'access'>,
) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const [wasBlurred, setBlurred] = useState(false);
  const [takenKey, setTakenKey] = useState<string>();
  const normalisedName = normaliseName(name);
  const debouncedName = useDebounced(name.trim());
  const nameKey = `${access} ${normalisedName}`;
  const isUnchanged =
    current !== undefined &&
    `${current.access} ${normaliseName(current.name)}` === nameKey;
  const { data } = useWholeList(
    endpoints.listDashboards,
    { params: { slug }, query: { search: debouncedName } },
    { enabled: debouncedName !== '' && !isUnchanged },
  );
  const scopes = getNameScopes(access, !current);
  const isTaken =
    takenKey === nameKey ||
    (!isUnchanged &&
      data?.items.some(
        one =>
          one.id !== current?.id &&
          scopes.includes(one.access) &&
          normaliseName(one.name) === normalisedName,
      ));
  const findProblem = () => {
    if (normalisedName === '') {
      return wasBlurred ? t('field.required') : undefined;
    }
    return isTaken ? t('field.taken') : undefined;
  };
  return {
    problem: findProblem(),
    /** Marks the current name as taken, after the server has rejected it. */
    markTaken: () => setTakenKey(nameKey),
    /** Must be called when the name field loses the focus. */
    onBlur: () => setBlurred(true),
  };
}

const MAX_NAME_LENGTH = 255;
const MAX_DESCRIPTION_LENGTH = 4_000;

interface Details {
  name: string;
  description: string;
}

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

export function DetailsFields(props: {
  details: Details;
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
