import { ProxiedSignInPage } from '@backstage/core-components';
import {
  IdentityApi,
  configApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Avatar from '@mui/material/Avatar';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Typography from '@mui/material/Typography';
import { CallboardLogo } from '../CallboardLogo';
import { DemoPerson, demoPeople } from './demoPeople';

interface PersonCardProps {
  person: DemoPerson;
  onChoose(name: string): void;
}

const PersonCard = ({ person, onChoose }: PersonCardProps) => (
  <Card variant="outlined" component="li" sx={{ borderRadius: 2 }}>
    <CardActionArea
      onClick={() => onChoose(person.name)}
      sx={{
        height: '100%',
        p: 2,
        display: 'flex',
        justifyContent: 'flex-start',
        gap: 2,
      }}
    >
      <Avatar
        aria-hidden
        sx={{ bgcolor: person.color, color: '#fff', width: 48, height: 48 }}
      >
        {person.initials}
      </Avatar>
      <span>
        <Typography component="span" variant="h6" display="block" mb={0}>
          {person.displayName}
        </Typography>
        <Typography component="span" variant="body2" color="text.secondary">
          {person.role}
        </Typography>
      </span>
    </CardActionArea>
  </Card>
);

interface DemoPeoplePickerProps {
  /** Why the last attempt failed. */
  failure?: Error;
  /** Called with the name of the chosen person. */
  onChoose(name: string): void;
}

/** The list of demo people to sign in as; shown while nobody is signed in. */
const DemoPeoplePicker = ({ failure, onChoose }: DemoPeoplePickerProps) => {
  const config = useApi(configApiRef);
  return (
    <Box
      component="main"
      sx={{
        minHeight: '100vh',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        p: 3,
        bgcolor: 'background.default',
        color: 'text.primary',
      }}
    >
      <Box sx={{ width: '100%', maxWidth: 720 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 3 }}>
          <CallboardLogo size={40} />
          <Typography component="h1" variant="h3" mb={0}>
            {config.getOptionalString('app.title') ?? 'Callboard'}
          </Typography>
        </Box>
        <Typography component="h2" variant="h5">
          Choose a demo person
        </Typography>
        <Typography color="text.secondary" sx={{ mb: 3 }}>
          This demo runs on your own machine and needs no passwords. To switch
          to another person, sign out in the settings.
        </Typography>
        {failure && (
          <Alert severity="error" sx={{ mb: 3 }}>
            Sign-in failed: {failure.message}. Check that the backend is
            running, then choose again.
          </Alert>
        )}
        <Box
          component="ul"
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
            gap: 2,
            listStyle: 'none',
            p: 0,
            m: 0,
          }}
        >
          {demoPeople.map(person => (
            <PersonCard key={person.name} person={person} onChoose={onChoose} />
          ))}
        </Box>
      </Box>
    </Box>
  );
};

const KEY = 'callboard.demo.person';

/**
 * Reads the name of the chosen person; undefined before a choice and after signing out. If the
 * browser blocks storage, a choice lasts until the next reload.
 */
function readChosenPerson(): string | undefined {
  try {
    return window.localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Stores the name of the chosen person across reloads; undefined deletes it. */
function storeChosenPerson(name: string | undefined): void {
  try {
    if (name === undefined) {
      window.localStorage.removeItem(KEY);
    } else {
      window.localStorage.setItem(KEY, name);
    }
  } catch {
    // The session itself works without storage.
  }
}

/** The request header in which the backend's demo provider expects the name of the person. */
const PERSON_HEADER = 'x-callboard-demo-person';

/** Makes signing out also delete the stored choice. */
function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    getProfileInfo: () => identity.getProfileInfo(),
    async signOut() {
      storeChosenPerson(undefined);
      await identity.signOut();
    },
  };
}

/**
 * Offers the demo people, and signs in the chosen person. A reload signs in the same person again.
 * If the sign-in fails, offers the demo people again, with the reason.
 */
export const DemoSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const [choice, setChoice] = useState({
    name: readChosenPerson(),
    attempt: 0,
  });

  const choose = (name: string) => {
    storeChosenPerson(name);
    setChoice(previous => ({ name, attempt: previous.attempt + 1 }));
  };

  if (!choice.name) {
    return <DemoPeoplePicker onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      key={choice.attempt}
      provider="demo"
      headers={{ [PERSON_HEADER]: choice.name }}
      onSignInSuccess={identity => onSignInSuccess(forgetOnSignOut(identity))}
      ErrorComponent={({ error }) => (
        <DemoPeoplePicker failure={error} onChoose={choose} />
      )}
    />
  );
};
