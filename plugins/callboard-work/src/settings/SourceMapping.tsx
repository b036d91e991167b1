import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type SourcePerson,
  type WorkSource,
  type WorkSourcePatch,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  FormDialog,
  Row,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { getSourceName } from '../badges/SourceBadge';
import { refreshWork } from '../data/refreshWork';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { UserChip, UserField } from './users';
import { useSettingProblem } from './useSettingActions';

function useUpdateSource(source: string) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const scope = useWorkProject();
  const queries = useQueryClient();
  return useEndpointMutation(endpoints.updateWorkSource, {
    toRequest: (body: WorkSourcePatch) => ({
      params: { ...toProjectParams(scope), source },
      body,
    }),
    invalidates: [endpoints.listWorkSources],
    toFailureTitle: () => t('synced.notSaved'),
    // A changed mapping moves items to other states.
    onSuccess: () => refreshWork(queries, { columns: true }),
  });
}

/** A table of two columns: the name at the source, and what it is mapped to. */
function MappingTable(props: {
  title: string;
  hint: string;
  columns: readonly [source: string, here: string];
  rows: ReadonlyArray<{ key: string; name: string; target: ReactNode }>;
}) {
  const { title, hint, columns, rows } = props;
  return (
    <Box sx={{ mt: 2 }}>
      <Typography component="h5" variant="body2" fontWeight={600}>
        {title}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {hint}
      </Typography>
      <Box
        component="table"
        sx={{
          mt: 1,
          width: '100%',
          maxWidth: 560,
          borderCollapse: 'collapse',
          tableLayout: 'fixed',
          typography: 'body2',
          '& th, & td': {
            fontWeight: 'inherit',
            textAlign: 'start',
            py: 0.75,
            pl: 0,
            pr: 2,
            borderBottom: 1,
            borderColor: 'divider',
            overflowWrap: 'anywhere',
          },
          '& thead th': { color: 'text.secondary' },
        }}
      >
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, target }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{target}</td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

/** The value of the option Automatic. Not null, because the value of a select must be a string. */
const AUTOMATIC = '';

export function SourceStates(props: { source: WorkSource }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { source, states: sourceStates } = props.source;
  const { states, canUpdateProject, project } = useWorkProject();
  const updating = useUpdateSource(source);
  const canChange = canUpdateProject && project.archived_at === null;
  return (
    <MappingTable
      title={t('synced.states')}
      hint={t('synced.statesHint')}
      columns={[
        t('synced.stateThere', { source: getSourceName(source) }),
        t('synced.stateHere'),
      ]}
      rows={sourceStates.map(({ name, state_id }) => ({
        key: name,
        name,
        target: (
          <TextField
            select
            fullWidth
            size="small"
            id={`callboard-source-${source}-${name}`}
            value={state_id ?? AUTOMATIC}
            disabled={!canChange}
            SelectProps={{
              displayEmpty: true,
              SelectDisplayProps: {
                'aria-label': t('synced.stateFor', { name }),
              },
            }}
            onChange={({ target }) =>
              updating.mutate({
                states: [{ name, state_id: target.value || null }],
              })
            }
          >
            <MenuItem value={AUTOMATIC}>{t('synced.automatic')}</MenuItem>
            {states.map(state => (
              <MenuItem key={state.id} value={state.id}>
                {state.name}
              </MenuItem>
            ))}
          </TextField>
        ),
      }))}
    />
  );
}

function AssignDialog(props: {
  source: string;
  person: SourcePerson;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { source, person, onClose } = props;
  const [userRef, setUserRef] = useState(person.user_ref ?? undefined);
  const updating = useUpdateSource(source);
  const getProblem = useSettingProblem();
  return (
    <FormDialog
      title={t('synced.assignTo', { name: person.name })}
      submitLabel={t('synced.assign')}
      failure={updating.error && getProblem(updating.error)}
      isBusy={updating.isPending}
      onClose={onClose}
      onSubmit={() =>
        updating
          .mutateAsync({
            people: [{ key: person.key, user_ref: userRef ?? null }],
          })
          .then(onClose, () => undefined)
      }
    >
      <UserField
        label={t('synced.user')}
        value={userRef}
        onChange={setUserRef}
      />
    </FormDialog>
  );
}

const MAX_SHOWN_PEOPLE = 20;

/**
 * The source's accounts that Callboard could not match to a User. For each account, shows the User
 * that an admin assigned, if any.
 */
export function SourcePeople(props: { source: WorkSource }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { source, people } = props.source;
  const name = getSourceName(source);
  const [personToAssign, setPersonToAssign] = useState<SourcePerson>();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? people : people.slice(0, MAX_SHOWN_PEOPLE);
  return (
    <>
      <MappingTable
        title={t('synced.people')}
        hint={t('synced.peopleHint', { source: name })}
        columns={[t('synced.account', { source: name }), t('synced.user')]}
        rows={shown.map(person => ({
          key: person.key,
          name: person.name,
          target: (
            <Row gap={0}>
              {person.user_ref && <UserChip userRef={person.user_ref} />}
              <Button
                size="small"
                // Aligns the button's label with the column, unless the button is beside the user.
                sx={{
                  minWidth: 0,
                  ml: { xs: '-5px', sm: person.user_ref ? 1 : '-5px' },
                }}
                aria-label={t(
                  person.user_ref ? 'synced.changeFor' : 'synced.assignTo',
                  { name: person.name },
                )}
                onClick={() => setPersonToAssign(person)}
              >
                {t(person.user_ref ? 'synced.change' : 'synced.assign')}
              </Button>
            </Row>
          ),
        }))}
      />
      {shown.length < people.length && (
        <Button size="small" onClick={() => setShowsAll(true)}>
          {t('synced.showAll', { number: formatCount(people.length) })}
        </Button>
      )}
      {personToAssign && (
        <AssignDialog
          source={source}
          person={personToAssign}
          onClose={() => setPersonToAssign(undefined)}
        />
      )}
    </>
  );
}
