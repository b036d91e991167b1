import type { Entity } from '@backstage/catalog-model';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { renderLegacyPortal } from '../__testUtils__/renderLegacyPortal';
import { smallOrganisation } from '../__testUtils__/smallOrganisation';
import {
  EntityGroupOrganisationCard,
  EntityProjectPeopleCard,
  EntityUserOrganisationCard,
  OrganisationPage,
} from '.';

/** Opens the page of an entity that shows a card. */
function openEntity(
  all: ReturnType<typeof smallOrganisation>,
  about: { kind: string; name: string; spec?: Entity['spec'] },
  card: JSX.Element,
  organisationPath = '/organisation',
) {
  const { kind, name, spec } = about;
  const path = `/catalog/default/${kind.toLocaleLowerCase('en-US')}/${name}`;
  renderLegacyPortal(path, all.backend, {
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name, namespace: 'default' },
      spec,
    },
    overview: card,
    routes: <Route path={organisationPath} element={<OrganisationPage />} />,
  });
}

const ada = {
  kind: 'User',
  name: 'ada',
  spec: { profile: { email: 'ada@example.com' } },
};

describe('the cards in a portal on the legacy frontend system', () => {
  it('name departments and people of a project', async () => {
    const all = smallOrganisation();
    all.fake.addProject({ role: 'member' });
    all.fake.addMember({ display_name: 'Grace Hopper' });
    openEntity(
      all,
      { kind: 'Component', name: 'payments-api' },
      <EntityProjectPeopleCard />,
    );
    expect(await screen.findByText('Grace Hopper')).toBeVisible();
  });

  it.each(['/organisation', '/people-and-teams'])(
    'show the place of a person, and lead to them below %s',
    async path => {
      const all = smallOrganisation();
      openEntity(all, ada, <EntityUserOrganisationCard />, path);
      expect(await screen.findByText('Engineer')).toBeVisible();
      await userEvent.click(screen.getByRole('link', { name: 'Profile' }));
      expect(
        await screen.findByRole('heading', { name: 'Ada Lovelace' }),
      ).toBeVisible();
      expect(window.location.pathname).toBe(`${path}/people/${all.ada.id}`);
    },
  );

  it('show the department that a group is', async () => {
    const all = smallOrganisation();
    openEntity(
      all,
      { kind: 'Group', name: 'engineering' },
      <EntityGroupOrganisationCard />,
    );
    expect(await screen.findByText('Mona Manager')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Engineering' })).toHaveAttribute(
      'href',
      `/organisation/departments?workspace=default&department=${all.engineering.id}`,
    );
  });
});
