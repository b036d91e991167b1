import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import { keepChosenPerson, readChosenPerson } from './chosenPerson';
import { DemoPeoplePicker } from './DemoPeoplePicker';

/** The header with the person for the backend's demo provider. */
const PERSON_HEADER = 'x-callboard-demo-person';

function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    getProfileInfo: () => identity.getProfileInfo(),
    async signOut() {
      keepChosenPerson(undefined);
      await identity.signOut();
    },
  };
}

/**
 * Offers the demo people, and signs the chosen one in. A reload restores the choice; if signing in
 * fails, the choice is offered again with the reason.
 */
export const DemoSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const [choice, setChoice] = useState({
    name: readChosenPerson(),
    attempt: 0,
  });

  const choose = (name: string) => {
    keepChosenPerson(name);
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
